using System.Diagnostics;

namespace SttPowerShell.Benchmarks;

/// <summary>
/// A recording that comes as it would from a microphone: a piece of 0.1 s every 0.1 s from when it was opened. Public for
/// the scripts.
/// </summary>
public sealed class PacedAudioStream : Stream
{
    /// <summary>Bytes a second of 16 kHz samples of 16 bits.</summary>
    internal const int BytesPerSecond = 32000;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.1);

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();
    private int _position;

    internal PacedAudioStream(ReadOnlyMemory<byte> bytes) => _bytes = bytes;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static PacedAudioStream Open(string path) => new(File.ReadAllBytes(path));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int due;
        while ((due = Due()) <= _position && _position < _bytes.Length) await Task.Delay(5, cancellationToken);
        int count = Math.Min(buffer.Length, due - _position);
        _bytes.Slice(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    private int Due()
    {
        long steps = _sinceStart.Elapsed.Ticks / Step.Ticks;
        return (int)Math.Min(_bytes.Length, (long)(steps * Step.TotalSeconds * BytesPerSecond));
    }
}
