using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SttPowerShell.Client.Http;

/// <summary>
/// Reads an object with one long array, <c>{"words":[…]}</c>, from pieces as they arrive: each element as soon as its
/// last byte is there. Memory holds one piece and one element. Does no reading of its own.
/// </summary>
/// <param name="member">The wire name of the array.</param>
/// <param name="type">Its elements, which are objects.</param>
internal sealed class JsonListReader<T>(string member, JsonTypeInfo<T> type)
{
    private const int PieceSize = 32 * 1024;

    /// <summary>No element of the service has a fraction of it; what is longer is no such list.</summary>
    private const int MostBytesOfAnElement = 4 * 1024 * 1024;

    private byte[] _buffer = new byte[PieceSize];
    private int _start;
    private int _end;
    private bool _begun;
    private bool _ended;
    private JsonReaderState _state;
    private string? _property;
    private bool _inArray;

    public enum Step
    {
        /// <summary>There is an element.</summary>
        Element,
        /// <summary>Nothing can be said without another piece.</summary>
        NeedsMore,
        /// <summary>The whole text has been read, and it was a list.</summary>
        End,
    }

    /// <summary>Whether the text has the array at all.</summary>
    public bool HasList { get; private set; }

    /// <summary>The error at the top of the text, if it has one: then the request failed.</summary>
    public string? Error { get; private set; }

    /// <summary>The status beside the error.</summary>
    public int? Code { get; private set; }

    /// <summary>The words for the status.</summary>
    public string? CodeDescription { get; private set; }

    /// <summary>Where the next piece goes.</summary>
    /// <exception cref="JsonException">An element is longer than any can be.</exception>
    public Memory<byte> Room()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_buffer.Length - _end < PieceSize / 2)
        {
            if (_end > MostBytesOfAnElement) throw Unusable($"$.{member}");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        return _buffer.AsMemory(_end);
    }

    /// <summary>Takes a piece that was written to <see cref="Room"/>; 0 bytes are the end of the text.</summary>
    public void Advance(int count)
    {
        _end += count;
        _ended |= count == 0;
    }

    /// <summary>Goes on to the next element, if it is there.</summary>
    /// <exception cref="JsonException">The text isn't such a list.</exception>
    public Step Next(out T? element)
    {
        element = default;
        if (!_begun && !SkipByteOrderMark()) return Step.NeedsMore;
        Utf8JsonReader reader = new(_buffer.AsSpan(_start, _end - _start), _ended, _state);
        try
        {
            return Next(ref reader, out element);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a text that is not UTF-8", e); // How the reader says it.
        }
        finally
        {
            _start += (int)reader.BytesConsumed;
            _state = reader.CurrentState;
        }
    }

    private Step Next(ref Utf8JsonReader reader, out T? element)
    {
        element = default;
        while (true)
        {
            Utf8JsonReader before = reader;
            if (!reader.Read()) return _ended ? Step.End : Step.NeedsMore;
            // A value is read when all of it is there. The reader goes back to before it, else.
            bool isValue = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            bool isWhole = !isValue || IsWhole(reader);
            bool opens = isValue && (reader.CurrentDepth == 0 || IsTheArray(reader));
            if (!isWhole && !opens)
            {
                reader = before;
                return Step.NeedsMore;
            }
            if (_inArray && reader.CurrentDepth == 2)
            {
                if (reader.TokenType != JsonTokenType.StartObject) throw Unusable($"$.{member}");
                element = JsonSerializer.Deserialize(ref reader, type);
                if (Error is null) return Step.Element;
            }
            else
            {
                Take(ref reader);
            }
        }
    }

    /// <summary>Takes a token that is no element.</summary>
    private void Take(ref Utf8JsonReader reader)
    {
        if (reader.CurrentDepth == 0)
        {
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject)) throw Unusable("$");
        }
        else if (reader.TokenType == JsonTokenType.PropertyName)
        {
            _property = reader.GetString();
        }
        else if (_property == member)
        {
            if (reader.TokenType == JsonTokenType.Null) return;
            bool isList = reader.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray;
            if (!isList) throw Unusable($"$.{member}");
            _inArray = reader.TokenType == JsonTokenType.StartArray;
            HasList = true;
        }
        else
        {
            TakeOther(ref reader);
        }
    }

    private void TakeOther(ref Utf8JsonReader reader)
    {
        switch (_property)
        {
            case "error":
                if (reader.TokenType == JsonTokenType.Null) return;
                if (reader.TokenType != JsonTokenType.String) throw Unusable("$.error");
                Error = reader.GetString();
                break;
            case "code" when reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int code):
                Code = code;
                break;
            case "code_description" when reader.TokenType == JsonTokenType.String:
                CodeDescription = reader.GetString();
                break;
            default:
                reader.TrySkip(); // It is whole.
                break;
        }
    }

    private bool IsTheArray(Utf8JsonReader reader)
        => reader is { CurrentDepth: 1, TokenType: JsonTokenType.StartArray } && _property == member;

    private static bool IsWhole(Utf8JsonReader copy) => copy.TrySkip();

    private bool SkipByteOrderMark()
    {
        if (_end < 3 && !_ended) return false;
        _begun = true;
        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8)) _start = 3;
        return true;
    }

    /// <summary>The path is what error messages show; the message itself isn't.</summary>
    private static JsonException Unusable(string path) => new("not what is expected", path, null, null);
}
