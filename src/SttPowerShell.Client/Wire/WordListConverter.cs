using System.Text.Json;
using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>
/// The service's lists of mixed arrays, whose first element is a word and whose others are numbers. A list is read as
/// one, into an array of its length: the framework's own way, element by element into a list that grows, takes twice
/// the memory of 100 MB of results.
/// </summary>
internal abstract class WordListConverter<T> : JsonConverter<IReadOnlyList<T>>
{
    private const int MostKept = 1024;

    [ThreadStatic]
    private static List<T>? s_words;

    public override IReadOnlyList<T> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        List<T> words = s_words ?? [];
        s_words = null;
        words.Clear();
        ReadInto(ref reader, words);
        T[] all = [.. words];
        if (words.Capacity <= MostKept) s_words = words;
        return all;
    }

    /// <summary>Adds the words of a list to those that there are.</summary>
    public void ReadInto(ref Utf8JsonReader reader, List<T> words)
    {
        Require(ref reader, JsonTokenType.StartArray, "an array of words");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            words.Add(ReadNumbers(ref reader, ReadWord(ref reader)));
            WireText.Advance(ref reader);
            Require(ref reader, JsonTokenType.EndArray, "the end of the array");
        }
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (T word in value)
        {
            writer.WriteStartArray();
            Write(writer, word);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }

    /// <summary>Reads what follows the word.</summary>
    protected abstract T ReadNumbers(ref Utf8JsonReader reader, string word);

    /// <summary>Writes an array's elements.</summary>
    protected abstract void Write(Utf8JsonWriter writer, T value);

    protected static double ReadNumber(ref Utf8JsonReader reader)
    {
        WireText.Advance(ref reader);
        Require(ref reader, JsonTokenType.Number, "a number");
        return FiniteNumberConverter.Read(ref reader);
    }

    private static string ReadWord(ref Utf8JsonReader reader)
    {
        Require(ref reader, JsonTokenType.StartArray, "an array of a word and numbers");
        WireText.Advance(ref reader);
        Require(ref reader, JsonTokenType.String, "a word");
        return WireText.IsPlain(ref reader) ? WordPool.Get(reader.ValueSpan) : reader.GetString()!;
    }

    private static void Require(ref Utf8JsonReader reader, JsonTokenType type, string what)
    {
        if (reader.TokenType != type) throw new JsonException($"Expected {what}.");
    }
}
