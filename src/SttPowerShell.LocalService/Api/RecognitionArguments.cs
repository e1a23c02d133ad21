using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Api;

/// <summary>
/// The parameters of recognition that a query string or a start message gave. Wire names and types of
/// <see cref="RecognitionParameters"/> are the only list of them (contract section 5.1).
/// </summary>
internal sealed class RecognitionArguments
{
    private const string DeprecatedLanguageCustomizationId = "customization_id";

    private static readonly Dictionary<string, JsonPropertyInfo> Known = WireJson.Plain.RecognitionParameters
        .Properties.ToDictionary(property => property.Name, StringComparer.Ordinal);

    private readonly JsonObject _values = [];
    private readonly OrderedDictionary<string, string> _sent = [];

    /// <summary>The names of all known parameters.</summary>
    public static IEnumerable<string> KnownNames => Known.Keys;

    /// <summary>The names that were given, known or not, in their order.</summary>
    public IEnumerable<string> Names => _sent.Keys;

    /// <summary>All parameters of a query string.</summary>
    /// <exception cref="RequestRefusedException">A value is of the wrong kind.</exception>
    public static RecognitionArguments Read(HttpRequest request)
    {
        RecognitionArguments arguments = new();
        foreach ((string name, string text) in request.QueryPairs()) arguments.Add(name, text);
        return arguments;
    }

    /// <summary>Whether a name was given to say that something isn't wanted.</summary>
    public bool IsOff(string sent) => bool.TryParse(_sent[sent], out bool wanted) && !wanted;

    public static bool IsKnown(string sent) => Known.ContainsKey(Current(sent));

    /// <summary>Adds a parameter, or replaces it; an empty text only mentions it.</summary>
    /// <exception cref="RequestRefusedException">The value is of the wrong kind.</exception>
    public void Add(string sent, string text)
    {
        _sent[sent] = text;
        if (Known.TryGetValue(Current(sent), out JsonPropertyInfo? property) && text.Length > 0)
        {
            _values[Current(sent)] = Value(Current(sent), property.PropertyType, text);
        }
    }

    /// <summary>
    /// Adds a parameter of a message, or replaces it. Numbers and booleans may be texts, as in a query string; null
    /// only mentions it.
    /// </summary>
    /// <exception cref="RequestRefusedException">The value is of the wrong kind.</exception>
    public void Add(string sent, JsonElement value)
    {
        _sent[sent] = value.ToString();
        if (!Known.TryGetValue(Current(sent), out JsonPropertyInfo? property)) return;
        bool isList = property.PropertyType == typeof(IReadOnlyList<string>);
        if (isList && value.ValueKind == JsonValueKind.Array) _values[Current(sent)] = List(sent, value);
        else if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) throw Wrong();
        else if (value.ValueKind == JsonValueKind.Number && property.PropertyType == typeof(string)) throw Wrong();
        else if (value.ValueKind != JsonValueKind.Null) Add(sent, value.ToString());
        RequestRefusedException Wrong()
            => Refused(sent, value.GetRawText(), isList ? "a list of texts" : "a single value");
    }

    /// <summary>Adds all that others give, in place of what is here.</summary>
    public void Add(RecognitionArguments others)
    {
        foreach ((string name, string text) in others._sent) _sent[name] = text;
        foreach ((string name, JsonNode? value) in others._values) _values[name] = value!.DeepClone();
    }

    /// <summary>The same, but for some.</summary>
    public RecognitionArguments Without(IReadOnlyCollection<string> names)
    {
        RecognitionArguments others = new();
        others.Add(this);
        foreach (string name in names)
        {
            others._sent.Remove(name);
            others._values.Remove(Current(name));
        }
        return others;
    }

    /// <summary>The parameters, but for some.</summary>
    public RecognitionParameters Parameters(IEnumerable<string> without)
    {
        JsonObject values = _values.DeepClone().AsObject();
        foreach (string name in without) values.Remove(name);
        return values.Deserialize(WireJson.Plain.RecognitionParameters)!;
    }

    internal static RequestRefusedException Refused(string name, string text, string expected)
        => RequestQuery.InvalidQuery(name, text, expected);

    private static string Current(string sent)
        => sent == DeprecatedLanguageCustomizationId ? "language_customization_id" : sent;

    private static JsonArray List(string name, JsonElement values) =>
    [
        .. values.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.String
            ? JsonValue.Create(value.GetString())
            : throw Refused(name, value.GetRawText(), "a list of texts")),
    ];

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
        throw new NotSupportedException($"Parameter {name} has a type that no text is read into: {type}.");
    }
}
