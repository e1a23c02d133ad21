using System.Text.Json;

namespace SttPowerShell.Client.Discovery;

/// <summary>
/// Cloud Foundry's <c>VCAP_SERVICES</c>: service types, each with a list of instances. Ours is the instance of the
/// service's name, whatever its type, else the first of the service's type (contract section 2).
/// </summary>
internal static class VcapServices
{
    /// <summary>VCAP's names of a credential, and the properties that they are.</summary>
    private static readonly (string Vcap, string Property)[] Names =
    [
        ("url", "URL"), ("iam_apikey", "APIKEY"), ("apikey", "APIKEY"), ("username", "USERNAME"),
        ("password", "PASSWORD"),
    ];

    /// <summary>The properties; empty if there is no such instance.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static Dictionary<string, string> Parse(string json, string service)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        try
        {
            return Read(document.RootElement, service);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("an escape that is half of a character", e); // How elements say it.
        }
    }

    private static Dictionary<string, string> Read(JsonElement services, string service)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        if (services.ValueKind != JsonValueKind.Object) return values;
        JsonElement? instance = Instances(services)
            .Where(found => Text(found.Instance, "name") == service || found.Type == service)
            .OrderBy(found => Text(found.Instance, "name") != service)
            .Select(found => (JsonElement?)found.Instance)
            .FirstOrDefault();
        if (instance is not JsonElement chosen || Member(chosen, "credentials") is not JsonElement credentials)
        {
            return values;
        }

        foreach ((string vcap, string property) in Names)
        {
            if (Text(credentials, vcap) is { Length: > 0 } value) values[property] = value;
        }

        return values;
    }

    private static IEnumerable<(string Type, JsonElement Instance)> Instances(JsonElement services)
        => from type in services.EnumerateObject()
           where type.Value.ValueKind == JsonValueKind.Array
           from instance in type.Value.EnumerateArray()
           select (type.Name, instance);

    private static JsonElement? Member(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
            ? value
            : null;

    private static string? Text(JsonElement element, string name)
        => Member(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
