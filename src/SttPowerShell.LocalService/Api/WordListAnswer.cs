using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using SttPowerShell.LocalService.Customization.Language;
using Wire = SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Api;

/// <summary>
/// The answer <c>{"words":[…]}</c>, sent while the words are being read: memory is level with their number. If reading
/// fails after the first bytes have gone, the connection breaks, so that no client takes the part for the whole.
/// </summary>
internal static class WordListAnswer
{
    /// <summary>Bytes that are sent together.</summary>
    private const int Chunk = 16 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(
        HttpResponse response, IAsyncEnumerable<StoredWord> words, CancellationToken cancel)
    {
        IAsyncEnumerator<StoredWord> word = words.GetAsyncEnumerator(cancel);
        await using (word.ConfigureAwait(false))
        {
            // What goes wrong with the first word still gets the status of an error.
            bool any = await word.MoveNextAsync().ConfigureAwait(false);
            response.ContentType = "application/json; charset=utf-8";
            PipeWriter body = response.BodyWriter;
            Utf8JsonWriter json = new(body, Options);
            await using (json.ConfigureAwait(false))
            {
                json.WriteStartObject();
                json.WriteStartArray("words");
                long sent = 0;
                for (; any; any = await word.MoveNextAsync().ConfigureAwait(false))
                {
                    JsonSerializer.Serialize(json, Describe(word.Current), Wire.WireJson.Plain.Word);
                    // Committed bytes lie in the response's buffer: nothing leaves it before it is flushed.
                    if (json.BytesCommitted + json.BytesPending - sent < Chunk) continue;
                    json.Flush();
                    sent = json.BytesCommitted;
                    await body.FlushAsync(cancel).ConfigureAwait(false);
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
        }
    }

    /// <summary>A word as the API shows it.</summary>
    public static Wire.Word Describe(StoredWord word) => new()
    {
        Text = word.Text,
        SoundsLike = word.SoundsLike,
        DisplayAs = word.DisplayAs,
        MappingOnly = word.MappingOnly ? true : null,
        Count = word.Count,
        Source = word.Sources,
        Problems = word.Problems.Count > 0 ? word.Problems : null,
    };
}
