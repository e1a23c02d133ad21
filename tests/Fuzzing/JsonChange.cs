using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SttPowerShell.Fuzzing;

/// <summary>Changes JSON as a service might that has other ideas of it.</summary>
internal sealed class JsonChange(Random random)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // As they stand in the text: some can't be held otherwise.
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e400", "-1e-400", "9223372036854775808", "4294967296", "\"\"", "\" \"",
        "\"text\"", "\"\\ud800\"", "\"\\u0000\"", "\"2026-01-05T10:00:00.000Z\"", "\"1e9\"", "[]", "{}", "[null]", "[[]]",
        "{\"\":1}", "{\"\\ud800\":\"\\udc00\"}", "[1,\"a\",null,[],{}]", "{\"error\":\"no\",\"code\":400}",
        "\"" + new string('x', 3000) + "\"", new string('[', 70) + new string(']', 70),
        string.Concat(Enumerable.Repeat("{\"a\":", 70)) + "1" + new string('}', 70),
    ];

    private readonly List<string> _values = [];

    public string Of(string json)
    {
        JsonNode? root = JsonNode.Parse(json);
        for (int change = random.Next(1, 5); change > 0; change--) root = Change(root);
        string text = root?.ToJsonString(Plain) ?? "null";
        for (int i = 0; i < _values.Count; i++) text = text.Replace($"\"{Mark(i)}\"", _values[i], StringComparison.Ordinal);
        return text;
    }

    private JsonNode? Change(JsonNode? node)
    {
        if (random.Next(5) == 0) return Value();
        switch (node)
        {
            case JsonObject { Count: > 0 } members:
                string name = members.ElementAt(random.Next(members.Count)).Key;
                if (random.Next(8) == 0) members.Remove(name);
                else if (random.Next(8) == 0) members[new string('n', random.Next(1, 40))] = Value();
                else if (random.Next(20) == 0) members["error"] = Value();
                else members[name] = Changed(members[name]);
                return members;
            case JsonArray { Count: > 0 } items:
                int index = random.Next(items.Count);
                if (random.Next(8) == 0) items.RemoveAt(index);
                else if (random.Next(8) == 0) items.Insert(index, Value());
                else items[index] = Changed(items[index]);
                return items;
            default:
                return Value();
        }
    }

    /// <summary>A node that has a parent can't be given another.</summary>
    private JsonNode? Changed(JsonNode? node) => Change(node?.DeepClone());

    private JsonValue Value()
    {
        _values.Add(Values[random.Next(Values.Length)]);
        return JsonValue.Create(Mark(_values.Count - 1));
    }

    private static string Mark(int number) => $"@value {number}@";
}
