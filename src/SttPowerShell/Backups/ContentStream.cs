using System.Security.Cryptography;

namespace SttPowerShell.Backups;

/// <summary>
/// Reads a part of a model's file and believes nothing: it gives as many bytes as the manifest says and no more, and
/// the last ones only if all have the manifest's hash.
/// </summary>
/// <param name="inner">The unpacked bytes. It is owned.</param>
/// <param name="content">What the manifest says.</param>
internal sealed class ContentStream(Stream inner, ModelContent content) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _count;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => content.Size;
    public override long Position { get => _count; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = inner.Read(buffer);
        }
        catch (Exception e) when (ModelFileReader.IsDamage(e))
        {
            throw Unreadable(e);
        }
        Check(buffer[..read], buffer.Length);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (ModelFileReader.IsDamage(e))
        {
            throw Unreadable(e);
        }
        Check(buffer.Span[..read], buffer.Length);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        _hash.Dispose();
        base.Dispose(disposing);
    }

    private void Check(ReadOnlySpan<byte> read, int wanted)
    {
        _hash.AppendData(read);
        _count += read.Length;
        bool ends = read.IsEmpty && wanted > 0;
        if (_count > content.Size || (ends && _count < content.Size))
        {
            throw new ModelFileException($"its {content} ({content.Path}) doesn't have the {content.Size} bytes that its "
                + "manifest tells of");
        }
        if (_count < content.Size || Convert.ToHexString(_hash.GetCurrentHash()).Equals(
            content.Sha256, StringComparison.OrdinalIgnoreCase)) return;
        throw new ModelFileException($"its {content} ({content.Path}) isn't what was written: it has another SHA-256");
    }

    private ModelFileException Unreadable(Exception e)
        => new($"its {content} ({content.Path}) can't be unpacked: {e.Message}", e);
}
