namespace SttPowerShell.Client.Streaming;

/// <summary>Collects the frames of one message; used again for the next.</summary>
internal sealed class MessageBuffer
{
    /// <summary>The results of the longest audio that one request may carry have some 100 MB.</summary>
    private const int MaxBytes = 256 * 1024 * 1024;

    /// <summary>Most messages fit; a buffer that had to grow beyond is not kept.</summary>
    private const int UsualBytes = 64 * 1024;

    private byte[] _bytes = new byte[UsualBytes];
    private int _count;

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _count);

    public void Clear()
    {
        _count = 0;
        if (_bytes.Length > UsualBytes * 16) _bytes = new byte[UsualBytes];
    }

    /// <summary>Where the next frame goes.</summary>
    /// <exception cref="InvalidDataException">The message is too long.</exception>
    public Memory<byte> Room()
    {
        if (_count == _bytes.Length)
        {
            if (_count >= MaxBytes) throw new InvalidDataException($"a message of more than {MaxBytes} bytes");
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        return _bytes.AsMemory(_count);
    }

    public void Advance(int count) => _count += count;
}
