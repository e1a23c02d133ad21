using System.Text.Json;

namespace SttPowerShell.Client.Http;

/// <summary>JSON text of which one piece after the other arrives: the buffer, and where in the text it is.</summary>
/// <param name="most">How many bytes it holds at most that can't be consumed without more.</param>
internal sealed class JsonPieces(int most)
{
    private const int ShortPiece = 8 * 1024;
    private const int LongPiece = 128 * 1024;

    private byte[] _buffer = new byte[ShortPiece];
    private int _start;
    private int _end;
    private bool _begun;
    private JsonReaderState _state;

    /// <summary>Whether all pieces are there.</summary>
    public bool HaveEnded { get; private set; }

    /// <summary>Where the next piece goes; null if too much has been kept already.</summary>
    public Memory<byte>? Room()
    {
        bool comesFast = _end == _buffer.Length && _end < LongPiece;
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end > most) return null;
        if (comesFast || _end > _buffer.Length / 2) Array.Resize(ref _buffer, _buffer.Length * 2);
        return _buffer.AsMemory(_end);
    }

    /// <summary>Takes a piece that was written to <see cref="Room"/>; 0 bytes are the end of the text.</summary>
    public void Advance(int count)
    {
        _end += count;
        HaveEnded |= count == 0;
    }

    /// <summary>Passes over a byte order mark. False if it takes more to know whether there is one.</summary>
    public bool Begin()
    {
        if (_begun) return true;
        if (_end < 3 && !HaveEnded) return false;
        _begun = true;
        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8)) _start = 3;
        return true;
    }

    /// <summary>Reads on where the last one was <see cref="Consume">consumed</see>.</summary>
    public Utf8JsonReader Reader() => new(_buffer.AsSpan(_start, _end - _start), HaveEnded, _state);

    /// <summary>What lies between two states of a reader.</summary>
    public ReadOnlySpan<byte> Between(Utf8JsonReader from, Utf8JsonReader to)
        => _buffer.AsSpan(_start + (int)from.BytesConsumed, (int)(to.BytesConsumed - from.BytesConsumed));

    /// <summary>What the reader has read isn't needed any more.</summary>
    public void Consume(Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }
}
