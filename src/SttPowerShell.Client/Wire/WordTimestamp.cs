using System.Text.Json;

namespace SttPowerShell.Client.Wire;

/// <summary>A word with its times in seconds: on the wire the array <c>["word", 0.12, 0.44]</c>.</summary>
internal readonly record struct WordTimestamp(string Word, double Start, double End);

/// <summary>A word with its confidence, 0 to 1: on the wire the array <c>["word", 0.99]</c>.</summary>
internal readonly record struct WordConfidence(string Word, double Confidence);

internal sealed class WordTimestampsConverter : WordListConverter<WordTimestamp>
{
    protected override WordTimestamp ReadNumbers(ref Utf8JsonReader reader, string word)
        => new(word, ReadNumber(ref reader), ReadNumber(ref reader));

    protected override void Write(Utf8JsonWriter writer, WordTimestamp value)
    {
        writer.WriteStringValue(value.Word);
        writer.WriteNumberValue(value.Start);
        writer.WriteNumberValue(value.End);
    }
}

internal sealed class WordConfidencesConverter : WordListConverter<WordConfidence>
{
    protected override WordConfidence ReadNumbers(ref Utf8JsonReader reader, string word)
        => new(word, ReadNumber(ref reader));

    protected override void Write(Utf8JsonWriter writer, WordConfidence value)
    {
        writer.WriteStringValue(value.Word);
        writer.WriteNumberValue(value.Confidence);
    }
}
