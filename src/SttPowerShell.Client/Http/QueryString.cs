using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Http;

/// <summary>
/// Builds query strings (contract section 3: arrays joined by commas, booleans <c>true</c> and <c>false</c>, numbers
/// in the invariant culture).
/// </summary>
internal static class QueryString
{
    public static string From(RecognitionParameters parameters)
        => From(parameters, WireJson.Plain.RecognitionParameters);

    /// <summary>Each JSON property that is not null as <c>name=value</c>; the type alone knows the names.</summary>
    public static string From<T>(T parameters, JsonTypeInfo<T> type)
    {
        StringBuilder query = new();
        foreach (JsonProperty property in JsonSerializer.SerializeToElement(parameters, type).EnumerateObject())
        {
            Append(query, property.Name, Text(property.Name, property.Value));
        }

        return query.ToString();
    }

    /// <summary>One parameter; nothing if the value is null.</summary>
    public static string Of(string name, string? value)
    {
        StringBuilder query = new();
        Append(query, name, value);
        return query.ToString();
    }

    /// <summary>Several parameters; those without a value are left out.</summary>
    public static string Of(params (string Name, string? Value)[] parameters)
    {
        StringBuilder query = new();
        foreach ((string name, string? value) in parameters) Append(query, name, value);
        return query.ToString();
    }

    /// <summary>Two query strings as one.</summary>
    public static string Join(string first, string second)
        => first.Length == 0 || second.Length == 0 ? first + second : $"{first}&{second[1..]}";

    private static void Append(StringBuilder query, string name, string? value)
    {
        if (value is null) return;
        query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }

    private static string? Text(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(item => Item(name, item))),
        JsonValueKind.Object => throw new ArgumentException($"The parameter '{name}' can't be sent in a query string."),
        _ => value.GetRawText(),
    };

    private static string? Item(string name, JsonElement value)
    {
        string? text = Text(name, value);
        return text?.Contains(',') == true
            ? throw new ArgumentException($"'{text}' can't be sent in '{name}': a comma separates two values there.")
            : text;
    }
}
