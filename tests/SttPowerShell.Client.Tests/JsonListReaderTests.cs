using System.Text;
using System.Text.Json;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Tests;

/// <summary>A list is the same whatever pieces its text comes in.</summary>
public sealed class JsonListReaderTests
{
    private const string Text =
        """ {"a":{"list":[1,"}"]}, "list" :[{"t":"ä","n":[[1.5e3,{}],null]} ,{},{"t":"\"}]\ud83d\ude00"}],"b":[[]],"c":-12} """;

    private static readonly string[] s_elements =
        ["""{"t":"ä","n":[[1.5e3,{}],null]}""", "{}", """{"t":"\"}]\ud83d\ude00"}"""];

    [Fact]
    public async Task Cut_anywhere_it_gives_the_same_elements_and_the_same_frame()
    {
        byte[] text = Encoding.UTF8.GetBytes(Text);
        for (int cut = 0; cut <= text.Length; cut++)
        {
            (List<string> elements, string frame) = await ReadAsync(text[..cut], text[cut..]);
            Assert.Equal(s_elements, elements);
            Assert.Equal("""{"a":{"list":[1,"}"]},"list":[],"b":[[]],"c":-12}""", frame.Replace(" ", ""));
        }
    }

    [Fact]
    public async Task Byte_by_byte_it_is_the_same()
    {
        (List<string> elements, _) = await ReadAsync([.. Encoding.UTF8.GetBytes(Text).Select(one => new[] { one })]);
        Assert.Equal(s_elements, elements);
    }

    [Fact]
    public async Task Words_with_numbers_are_the_same_wherever_it_is_cut()
    {
        WordTimestampsConverter converter = new();
        byte[] text = """{"list":[{"words":[["open",0.12,1.5e0],["the",2,31]]}]}"""u8.ToArray();
        for (int cut = 0; cut <= text.Length; cut++)
        {
            JsonListReader<IReadOnlyList<WordTimestamp>> reader = new("list", ReadWords, 1000);
            Assert.Equal(
                [new WordTimestamp("open", 0.12, 1.5), new WordTimestamp("the", 2, 31)],
                Assert.Single(await ReadAsync(reader, text[..cut], text[cut..])));
        }

        IReadOnlyList<WordTimestamp> ReadWords(ref Utf8JsonReader reader)
        {
            reader.Read();
            reader.Read();
            IReadOnlyList<WordTimestamp> words = converter.Read(ref reader, typeof(object), JsonSerializerOptions.Default);
            reader.Read();
            return words;
        }
    }

    [Fact]
    public async Task Text_that_ends_too_soon_is_no_list_wherever_it_ends()
    {
        byte[] text = Encoding.UTF8.GetBytes(Text.TrimEnd());
        for (int end = 0; end < text.Length; end++)
        {
            await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(text[..end]));
        }
    }

    [Theory]
    [InlineData("""{"list":[{},{"t":tru}]}""", "$.list[1]")]
    [InlineData("""{"list":[{},null]}""", "$.list[1]")]
    [InlineData("""{"list":[{"t":1},[{}]]}""", "$.list[1]")]
    [InlineData("""{"list":{}}""", "$.list")]
    [InlineData("""[{"list":[]}]""", "$")]
    public async Task What_cannot_be_used_is_named_whatever_pieces_it_comes_in(string json, string path)
    {
        byte[] text = Encoding.UTF8.GetBytes(json);
        for (int cut = 0; cut <= text.Length; cut++)
        {
            JsonException unusable =
                await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(text[..cut], text[cut..]));
            Assert.Equal(path, unusable.Path);
        }
    }

    /// <summary>Reads a list of texts as they are; the reader stops at their end, as the module's own does.</summary>
    private static async Task<(List<string> Elements, string Frame)> ReadAsync(params byte[][] pieces)
    {
        JsonListReader<string> reader = new("list", ReadText, 1000);
        List<string> elements = await ReadAsync(reader, pieces);
        return (elements, Encoding.UTF8.GetString(reader.Frame));
    }

    private static async Task<List<T>> ReadAsync<T>(JsonListReader<T> reader, params byte[][] pieces)
    {
        await using Pieces text = new(pieces);
        List<T> elements = [];
        while (await reader.ReadAsync(text, default)) elements.Add(reader.Current!);
        return elements;
    }

    private static string ReadText(ref Utf8JsonReader reader)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartObject();
            int depth = reader.CurrentDepth;
            while (reader.Read() && reader.CurrentDepth > depth) Copy(ref reader, writer);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject: writer.WriteStartObject(); break;
            case JsonTokenType.EndObject: writer.WriteEndObject(); break;
            case JsonTokenType.StartArray: writer.WriteStartArray(); break;
            case JsonTokenType.EndArray: writer.WriteEndArray(); break;
            case JsonTokenType.PropertyName: writer.WritePropertyName(reader.GetString()!); break;
            default: writer.WriteRawValue(reader.HasValueSequence ? [] : Raw(ref reader)); break;
        }
    }

    private static byte[] Raw(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String
        ? [(byte)'"', .. reader.ValueSpan, (byte)'"']
        : reader.ValueSpan.ToArray();

    /// <summary>Gives one piece at a time, and none that is empty.</summary>
    private sealed class Pieces(byte[][] pieces) : MemoryStream
    {
        private readonly Queue<byte[]> _left = new(pieces.Where(piece => piece.Length > 0));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            byte[] piece = _left.Count > 0 ? _left.Dequeue() : [];
            piece.CopyTo(buffer);
            return new(piece.Length);
        }
    }
}
