using System.Threading.Channels;

namespace SttPowerShell.Client.Tests.Support;

/// <summary>A stream of sound that is heard when the test says so.</summary>
internal sealed class Microphone : Stream
{
    private readonly Channel<byte[]> _sound = Channel.CreateUnbounded<byte[]>();
    private readonly SemaphoreSlim _listening = new(0);

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Waits until somebody reads: all that was said before has been dealt with then.</summary>
    public Task WaitForListenerAsync() => _listening.WaitAsync();

    public void Say(byte[] sound) => _sound.Writer.TryWrite(sound);

    public void End() => _sound.Writer.Complete();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _listening.Release();
        if (!await _sound.Reader.WaitToReadAsync(cancellationToken)) return 0;
        byte[] sound = await _sound.Reader.ReadAsync(cancellationToken);
        sound.CopyTo(buffer);
        return sound.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _listening.Dispose();
        base.Dispose(disposing);
    }
}
