using System.Runtime.CompilerServices;
using System.Text.Json;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Backups;

/// <summary>The words of a model as the service lists them, <c>{"words":[…]}</c>, written and read one by one.</summary>
internal static class WordList
{
    private const string Member = "words";
    private const int PieceSize = 32 * 1024;

    /// <returns>How many there were.</returns>
    public static async Task<long> WriteAsync(
        Stream file, IAsyncEnumerable<Word> words, Action<long> written, CancellationToken cancel)
    {
        long count = 0;
        await using Utf8JsonWriter writer = new(file, new JsonWriterOptions
        {
            Encoder = WireJson.Plain.Options.Encoder,
        });
        writer.WriteStartObject();
        writer.WriteStartArray(Member);
        await foreach (Word word in words.WithCancellation(cancel))
        {
            JsonSerializer.Serialize(writer, word, WireJson.Plain.Word);
            written(++count);
            if (writer.BytesPending > PieceSize) await writer.FlushAsync(cancel);
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(cancel);
        return count;
    }

    /// <exception cref="ModelFileException">It isn't such a list.</exception>
    public static async IAsyncEnumerable<Word> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancel)
    {
        JsonListReader<Word> reader = JsonListReader.Of(Member, WireJson.Plain.Word);
        while (await NextAsync(reader, file, cancel)) yield return reader.Current!;
        if (!reader.HasList) throw Unusable(null);
    }

    private static async ValueTask<bool> NextAsync(
        JsonListReader<Word> reader, Stream file, CancellationToken cancel)
    {
        try
        {
            return await reader.ReadAsync(file, cancel);
        }
        catch (JsonException e)
        {
            throw Unusable(e);
        }
    }

    private static ModelFileException Unusable(Exception? e) => new("its words aren't a list of words", e);
}
