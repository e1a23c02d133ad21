using System.Text.Json;
using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>
/// What is wrong with a word: on the wire an object whose one key is the offending sounds-like itself,
/// <c>{"t 4": "Numbers are not allowed …"}</c>.
/// </summary>
[JsonConverter(typeof(WordProblemConverter))]
internal readonly record struct WordProblem(string SoundsLike, string Message);

internal sealed class WordProblemConverter : JsonConverter<WordProblem>
{
    public override WordProblem Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Require(reader.TokenType == JsonTokenType.StartObject);
        WordProblem? first = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            Require(reader.TokenType == JsonTokenType.String);
            first ??= new WordProblem(key, reader.GetString()!);
        }

        Require(reader.TokenType == JsonTokenType.EndObject && first is not null);
        return first!.Value;
    }

    public override void Write(Utf8JsonWriter writer, WordProblem value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(value.SoundsLike, value.Message);
        writer.WriteEndObject();
    }

    private static void Require(bool holds)
    {
        if (!holds) throw new JsonException("Expected an object with a text for each sounds-like.");
    }
}

/// <summary>Reads <c>true</c>, <c>false</c>, or an array of texts, which means true if it has one.</summary>
internal sealed class FlagOrListConverter : JsonConverter<bool?>
{
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.True or JsonTokenType.False:
                return reader.GetBoolean();
            case JsonTokenType.StartArray:
                bool any = false;
                while (reader.Read() && reader.TokenType == JsonTokenType.String)
                {
                    any |= !string.Equals(reader.GetString(), "false", StringComparison.OrdinalIgnoreCase);
                }
                return reader.TokenType == JsonTokenType.EndArray ? any : throw Unexpected();
            default:
                throw Unexpected();
        }
    }

    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options)
    {
        if (value is bool flag) writer.WriteBooleanValue(flag);
        else writer.WriteNullValue();
    }

    private static JsonException Unexpected() => new("Expected true, false or an array of texts.");
}
