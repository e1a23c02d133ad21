namespace SttPowerShell.LocalService.Customization.Acoustic.Archives;

/// <summary>Looks at bytes that were read, before whoever reads them gets them; throws to refuse them.</summary>
internal delegate void ByteObserver(ReadOnlySpan<byte> bytes);

/// <summary>
/// Bytes of an archive that are looked at as they are read, forwards only. What goes wrong with them is the archive's
/// fault. The stream below is disposed with it.
/// </summary>
internal sealed class ObservedStream(Stream inner, ByteObserver observe, Action? ended = null) : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="ArchiveRejectedException">The archive is damaged, or an observer refuses.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            int read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            observe(buffer.Span[..read]);
            if (read == 0 && buffer.Length > 0) ended?.Invoke();
            return read;
        }
        catch (Exception failure) when (ArchiveRejectedException.IsDamage(failure))
        {
            throw ArchiveRejectedException.Damaged(failure.Message, failure);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
        => throw new NotSupportedException("An archive is read asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Flush() => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
