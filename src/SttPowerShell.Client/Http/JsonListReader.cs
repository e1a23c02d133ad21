using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SttPowerShell.Client.Http;

/// <summary>
/// Reads one element, from its first token to its last. Of text that breaks off it may throw, or stop somewhere: it is
/// called again when there is more.
/// </summary>
/// <exception cref="JsonException">The element can't be used, or breaks off.</exception>
internal delegate T JsonElementReader<T>(ref Utf8JsonReader reader);

/// <summary>
/// Reads an object with one long array, <c>{"words":[…]}</c>, from pieces as they arrive: each element as soon as its
/// last byte is there. Memory holds one piece, one element and what is around the array.
/// </summary>
/// <remarks>
/// Elements are read on trust that they are whole, and again when they weren't. To look first whether one is, as the
/// serializer does with pieces, goes through all of the text twice: 2.1 s of 100 MB of results, 1.6 s without.
/// </remarks>
/// <param name="member">The wire name of the array.</param>
/// <param name="read">Reads its elements, which are objects.</param>
/// <param name="mostBytesOfAnElement">What is longer is no such list.</param>
internal sealed class JsonListReader<T>(string member, JsonElementReader<T> read, int mostBytesOfAnElement)
{
    private readonly JsonPieces _pieces = new(mostBytesOfAnElement);
    private readonly ArrayBufferWriter<byte> _frame = new();
    private string? _property;
    private bool _inArray;
    private bool _failed;

    private enum Step
    {
        /// <summary>There is an element.</summary>
        Element,
        /// <summary>Nothing can be said without another piece.</summary>
        NeedsMore,
        /// <summary>The whole text has been read, and it was an object.</summary>
        End,
    }

    /// <summary>The element that was read last.</summary>
    public T? Current { get; private set; }

    /// <summary>How many elements there were so far.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the text has the array at all.</summary>
    public bool HasList { get; private set; }

    /// <summary>At the end, the whole text but for the elements.</summary>
    public ReadOnlySpan<byte> Frame => _frame.WrittenSpan;

    /// <summary>Goes on to the next element.</summary>
    /// <param name="text">The text: the same each time.</param>
    /// <param name="cancel">Cancels a read.</param>
    /// <returns>False when the whole text has been read, and it was an object.</returns>
    /// <exception cref="JsonException">The text isn't such a list, or an element is longer than any can be.</exception>
    public async ValueTask<bool> ReadAsync(Stream text, CancellationToken cancel)
    {
        Step step;
        while ((step = Next()) == Step.NeedsMore)
        {
            Memory<byte> room = _pieces.Room() ?? throw Unusable($"$.{member}");
            _pieces.Advance(await text.ReadAsync(room, cancel).ConfigureAwait(false));
        }
        return step == Step.Element;
    }

    private Step Next()
    {
        if (!_pieces.Begin()) return Step.NeedsMore;
        Utf8JsonReader reader = _pieces.Reader();
        try
        {
            return Next(ref reader);
        }
        catch (InvalidOperationException e)
        {
            throw Unusable(_inArray ? $"$.{member}[{Count}]" : $"$.{_property}", e); // A text that is not UTF-8.
        }
        finally
        {
            _pieces.Consume(reader);
        }
    }

    private Step Next(ref Utf8JsonReader reader)
    {
        while (true)
        {
            Utf8JsonReader before = reader;
            if (!reader.Read()) return _pieces.HaveEnded ? Step.End : Step.NeedsMore;
            if (!_inArray || reader.CurrentDepth < 2)
            {
                Take(reader);
                _frame.Write(_pieces.Between(before, reader));
                if (_frame.WrittenCount > mostBytesOfAnElement) throw Unusable("$");
            }
            else if (!TryRead(ref reader))
            {
                reader = before;
                return Step.NeedsMore;
            }
            else if (!_failed)
            {
                Count++;
                return Step.Element;
            }
        }
    }

    /// <summary>False if the element breaks off.</summary>
    private bool TryRead(ref Utf8JsonReader reader)
    {
        Utf8JsonReader start = reader;
        try
        {
            if (reader.TokenType != JsonTokenType.StartObject) throw Unusable("$");
            Current = read(ref reader);
            return reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == start.CurrentDepth;
        }
        catch (JsonException e)
        {
            return BreaksOff(start) ? false : throw Unusable($"$.{member}[{Count}]{e.Path?[1..]}", e);
        }
    }

    private static bool BreaksOff(Utf8JsonReader element)
    {
        try
        {
            return !element.TrySkip();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Follows what is around the elements.</summary>
    private void Take(Utf8JsonReader token)
    {
        if (token.CurrentDepth == 0)
        {
            if (token.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject)) throw Unusable("$");
        }
        else if (token.CurrentDepth > 1)
        {
            return;
        }
        else if (token.TokenType == JsonTokenType.PropertyName)
        {
            _property = token.GetString();
        }
        else if (_property == member && token.TokenType != JsonTokenType.Null)
        {
            _inArray = token.TokenType == JsonTokenType.StartArray;
            if (!_inArray && token.TokenType != JsonTokenType.EndArray) throw Unusable($"$.{member}");
            HasList = true;
        }
        else if (_property == "error")
        {
            _failed |= token.TokenType == JsonTokenType.String;
        }
    }

    /// <summary>The path is what error messages show; the message itself isn't.</summary>
    private static JsonException Unusable(string path, Exception? inner = null)
        => new("not what is expected", path, null, null, inner);
}

/// <summary>Readers of lists whose elements are small.</summary>
internal static class JsonListReader
{
    /// <summary>No word has a fraction of it.</summary>
    private const int MostBytesOfAnElement = 4 * 1024 * 1024;

    /// <param name="member">The wire name of the array.</param>
    /// <param name="type">Its elements, which the serializer reads.</param>
    public static JsonListReader<T> Of<T>(string member, JsonTypeInfo<T> type)
        => new(member, (ref reader) => JsonSerializer.Deserialize(ref reader, type)!, MostBytesOfAnElement);
}
