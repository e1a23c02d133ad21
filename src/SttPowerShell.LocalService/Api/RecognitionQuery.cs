using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Api;

/// <summary>
/// Reads a query string into <see cref="RecognitionParameters"/>, whose wire names and types are the only list of
/// parameters (contract section 5.1).
/// </summary>
/// <param name="Parameters">The known parameters.</param>
/// <param name="Unknown">The names of the others, in their order.</param>
internal sealed record RecognitionQuery(RecognitionParameters Parameters, IReadOnlyCollection<string> Unknown)
{
    private const string DeprecatedLanguageCustomizationId = "customization_id";

    private static readonly Dictionary<string, JsonPropertyInfo> Known = WireJson.Plain.RecognitionParameters
        .Properties.ToDictionary(property => property.Name, StringComparer.Ordinal);

    /// <summary>The names of all known parameters.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <exception cref="RequestRefusedException">A value is of the wrong kind or out of range.</exception>
    public static RecognitionQuery Read(HttpRequest request)
    {
        JsonObject values = [];
        OrderedDictionary<string, bool> unknown = [];
        foreach ((string sent, string text) in request.QueryPairs())
        {
            string name = sent == DeprecatedLanguageCustomizationId ? "language_customization_id" : sent;
            if (!Known.TryGetValue(name, out JsonPropertyInfo? property)) unknown[sent] = true;
            else if (text.Length > 0) values[name] = Value(name, property.PropertyType, text);
        }
        RecognitionParameters parameters = values.Deserialize(WireJson.Plain.RecognitionParameters)!;
        if (parameters.MaxAlternatives < 0)
        {
            throw Refused("max_alternatives", values["max_alternatives"]!.ToString(), "0 or more");
        }
        if (parameters.SmartFormattingVersion < 0)
        {
            throw Refused("smart_formatting_version", values["smart_formatting_version"]!.ToString(), "0 or more");
        }
        if (parameters.CustomizationWeight is < 0 or > 1)
        {
            throw Refused("customization_weight", values["customization_weight"]!.ToString(), "a number from 0 to 1");
        }
        return new RecognitionQuery(parameters, unknown.Keys);
    }

    private static JsonNode Value(string name, Type type, string text)
    {
        if (type == typeof(string)) return text;
        if (type == typeof(bool?))
        {
            // Clients of .NET send True.
            return bool.TryParse(text, out bool flag) ? flag : throw Refused(name, text, "true or false");
        }
        if (type == typeof(int?))
        {
            // IBM's documentation writes smart_formatting_version=2.0.
            const NumberStyles Whole = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
            return int.TryParse(text, Whole, CultureInfo.InvariantCulture, out int whole)
                ? whole
                : throw Refused(name, text, "a whole number");
        }
        if (type == typeof(double?))
        {
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                && double.IsFinite(number) ? number : throw Refused(name, text, "a number");
        }
        if (type == typeof(IReadOnlyList<string>))
        {
            return new JsonArray([.. text.Split(
                ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(item => JsonValue.Create(item))]);
        }
        throw new NotSupportedException($"Parameter {name} has a type that no query string is read into: {type}.");
    }

    internal static RequestRefusedException Refused(string name, string text, string expected)
        => new(StatusCodes.Status400BadRequest,
            $"Invalid value '{text}' for parameter '{name}': {expected} is expected");
}
