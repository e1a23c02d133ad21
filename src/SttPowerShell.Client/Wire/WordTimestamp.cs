using System.Text.Json;
using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>A word with its times in seconds: on the wire the array <c>["word", 0.12, 0.44]</c>.</summary>
[JsonConverter(typeof(WordTimestampConverter))]
internal readonly record struct WordTimestamp(string Word, double Start, double End);

/// <summary>A word with its confidence, 0 to 1: on the wire the array <c>["word", 0.99]</c>.</summary>
[JsonConverter(typeof(WordConfidenceConverter))]
internal readonly record struct WordConfidence(string Word, double Confidence);

internal sealed class WordTimestampConverter : JsonConverter<WordTimestamp>
{
    public override WordTimestamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string word = WordArray.ReadWord(ref reader);
        double start = WordArray.ReadNumber(ref reader);
        double end = WordArray.ReadNumber(ref reader);
        WordArray.ReadEnd(ref reader);
        return new WordTimestamp(word, start, end);
    }

    public override void Write(Utf8JsonWriter writer, WordTimestamp value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.Word);
        writer.WriteNumberValue(value.Start);
        writer.WriteNumberValue(value.End);
        writer.WriteEndArray();
    }
}

internal sealed class WordConfidenceConverter : JsonConverter<WordConfidence>
{
    public override WordConfidence Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string word = WordArray.ReadWord(ref reader);
        double confidence = WordArray.ReadNumber(ref reader);
        WordArray.ReadEnd(ref reader);
        return new WordConfidence(word, confidence);
    }

    public override void Write(Utf8JsonWriter writer, WordConfidence value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.Word);
        writer.WriteNumberValue(value.Confidence);
        writer.WriteEndArray();
    }
}

/// <summary>Reads the service's mixed arrays, whose first element is a word and whose others are numbers.</summary>
internal static class WordArray
{
    public static string ReadWord(ref Utf8JsonReader reader)
    {
        Require(ref reader, JsonTokenType.StartArray, "an array of a word and numbers");
        reader.Read();
        Require(ref reader, JsonTokenType.String, "a word");
        return reader.GetString()!;
    }

    public static double ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        Require(ref reader, JsonTokenType.Number, "a number");
        return FiniteNumberConverter.Read(ref reader);
    }

    public static void ReadEnd(ref Utf8JsonReader reader)
    {
        reader.Read();
        Require(ref reader, JsonTokenType.EndArray, "the end of the array");
    }

    private static void Require(ref Utf8JsonReader reader, JsonTokenType type, string what)
    {
        if (reader.TokenType != type) throw new JsonException($"Expected {what}.");
    }
}
