using System.Text;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Api;
using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class JsonArrayBodyTests
{
    private const string Document =
        """ {"a":[{"words":1}],"words":[{"word":"é🗺"},{"x":[[]],"word":"\"]","sounds_like":["}"]}], "b":{"c":null}} """;

    [Fact]
    public async Task Elements_are_the_same_however_the_bytes_arrive()
    {
        for (int size = 1; size < Encoding.UTF8.GetByteCount(Document) + 1; size++)
        {
            Assert.Equal(["é🗺", "\"]"], await ReadAsync(Encoding.UTF8.GetBytes(Document), size));
        }
    }

    [Fact]
    public async Task A_document_cut_anywhere_is_refused()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Document.Trim());
        for (int length = 0; length < whole.Length; length++)
        {
            await Assert.ThrowsAsync<RequestRefusedException>(() => ReadAsync(whole[..length], 7));
        }
        Assert.Equal(2, (await ReadAsync(whole, 7)).Count);
    }

    [Fact]
    public async Task Elements_come_before_the_end_of_the_body_has_arrived()
    {
        using OpenEndedStream body = new("""{"words":[{"word":"first"},{"wo"""u8.ToArray());
        await using IAsyncEnumerator<Word> words =
            JsonArrayBody.ReadAsync(body, "words", WireJson.Plain.Word, default).GetAsyncEnumerator();
        Assert.True(await words.MoveNextAsync());
        Assert.Equal("first", words.Current.Text);
    }

    [Theory]
    [InlineData("", "The request's body must be a JSON object, but can't be read as one")]
    [InlineData("no", "The request's body must be a JSON object, but can't be read as one")]
    [InlineData("[]", "The request's body must be a JSON object")]
    [InlineData("null", "The request's body must be a JSON object")]
    [InlineData("{}", "Required parameter 'words' is missing")]
    [InlineData("""{"word":[{"word":"w"}]}""", "Required parameter 'words' is missing")]
    [InlineData("""{"words":{"word":"w"}}""", "Invalid value for parameter 'words': an array is expected")]
    [InlineData("""{"words":null}""", "Invalid value for parameter 'words': an array is expected")]
    [InlineData("""{"words":[{"word":"w"},null]}""", "Invalid value for parameter 'words[1]': null")]
    [InlineData("""{"words":[{"word":"w"},"v"]}""",
        "Invalid value for parameter 'words[1]': it is not of the right type")]
    [InlineData("""{"words":[{"word":5}]}""",
        "Invalid value for parameter 'words[0].word': it is not of the right type")]
    [InlineData("""{"words":[{"word":"w","sounds_like":["a",1]}]}""",
        "Invalid value for parameter 'words[0].sounds_like[1]': it is not of the right type")]
    [InlineData("""{"words":[{"word":"\ud800"}]}""",
        "Invalid value for parameter 'words[0].word': it is not of the right type")]
    [InlineData("""{"words":[{"word":"w"}}""", "The request's body must be a JSON object, but can't be read as one: "
        + "see what follows the element words[0]")]
    [InlineData("""{"words":[{"word":"w"}]} {}""", "The request's body must be a JSON object, but can't be read as "
        + "one: see what follows the element words[0]")]
    public async Task A_body_of_another_form_is_refused_with_its_place(string json, string error)
    {
        RequestRefusedException refused = await Assert.ThrowsAsync<RequestRefusedException>(
            () => ReadAsync(Encoding.UTF8.GetBytes(json), 5));
        Assert.Equal((400, error), (refused.Status, refused.Message));
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_refused()
        => await Assert.ThrowsAsync<RequestRefusedException>(() => ReadAsync(
            [.. """{"words":[{"word":"w"""u8, 0xFF, .. "\"}]}"u8], 5));

    [Fact]
    public async Task An_endless_element_is_refused_early()
    {
        string endless = new('x', 10 * JsonArrayBody.LargestElement);
        string json = $$"""{"words":[{"word":"w"},{"word":"{{endless}}"}]}""";
        using MemoryStream body = new(Encoding.UTF8.GetBytes(json));
        RequestRefusedException refused = await Assert.ThrowsAsync<RequestRefusedException>(
            () => ReadAsync(body));
        Assert.Equal($"The element words[1] has more than {JsonArrayBody.LargestElement} bytes", refused.Message);
        Assert.InRange(body.Position, 1, 2 * JsonArrayBody.LargestElement);
    }

    private static Task<List<string?>> ReadAsync(byte[] json, int size) => ReadAsync(new SlicedStream(json, size));

    private static async Task<List<string?>> ReadAsync(Stream body)
    {
        List<string?> words = [];
        await foreach (Word word in JsonArrayBody.ReadAsync(body, "words", WireJson.Plain.Word, default))
        {
            words.Add(word.Text);
        }
        return words;
    }

    /// <summary>Gives some bytes at a time.</summary>
    private sealed class SlicedStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }

    /// <summary>After its bytes it waits for ever.</summary>
    private sealed class OpenEndedStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await base.ReadAsync(buffer, cancellationToken);
            if (read == 0) await Task.Delay(Timeout.Infinite, cancellationToken);
            return read;
        }
    }
}
