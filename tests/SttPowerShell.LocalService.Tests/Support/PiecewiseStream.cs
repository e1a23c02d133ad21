namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>A stream that gives at most so many bytes at once, as a network does.</summary>
internal sealed class PiecewiseStream(byte[] bytes, int size) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
}

/// <summary>A sender that pauses for ever after its first bytes.</summary>
internal sealed class NeverEndingStream(byte[] bytes) : MemoryStream(bytes)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await base.ReadAsync(buffer, cancellationToken);
        if (read == 0) await Task.Delay(Timeout.Infinite, cancellationToken);
        return read;
    }
}
