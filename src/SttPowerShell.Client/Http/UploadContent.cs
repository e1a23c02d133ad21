using System.Net;

namespace SttPowerShell.Client.Http;

/// <summary>
/// Sends another content under the attempt's time limits: while the source is read nobody waits for the service; while
/// a piece is written the service has to take it; from the last byte on it has to answer.
/// </summary>
internal sealed class UploadContent : HttpContent
{
    private static readonly byte[] Padding = new byte[64 * 1024];

    private readonly HttpContent _inner;
    private readonly Upload _upload;
    private readonly IdleLimit _idle;
    private readonly SpeechToTextOptions _options;

    public UploadContent(HttpContent inner, Upload upload, IdleLimit idle, SpeechToTextOptions options)
    {
        _inner = inner;
        _upload = upload;
        _idle = idle;
        _options = options;
        upload.Length = inner.Headers.ContentLength;
        Headers.ContentType = inner.Headers.ContentType;
        foreach (string encoding in inner.Headers.ContentEncoding) Headers.ContentEncoding.Add(encoding);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _upload.Length ?? 0;
        return _upload.Length is not null;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _idle.Pause();
        // A proxy that asks who it is for makes the handler begin again.
        _upload.Sent = 0;
        try
        {
            using PieceStream pieces = new(this, stream);
            await _inner.CopyToAsync(pieces, context, cancellationToken).ConfigureAwait(false);
        }
        catch (RefusedException)
        {
            // The connection swallows what is written from here on. It is no use to read a live source to its end,
            // but the handler insists on as many bytes as it was promised.
            for (long left = (_upload.Length ?? 0) - _upload.Sent; left > 0; left -= Padding.Length)
            {
                int count = (int)Math.Min(left, Padding.Length);
                await stream.WriteAsync(Padding.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            }
        }

        _idle.Restart(_options.IdleTimeout);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Ends the reading of the source; not an IOException, which HttpContent would wrap.</summary>
    private sealed class RefusedException : Exception;

    private sealed class PieceStream(UploadContent owner, Stream target) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            owner._idle.Restart(owner._options.SendTimeout);
            await target.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
            owner._idle.Pause();
            owner._upload.Sent += buffer.Length;
            if (owner._upload.Broken is not null) throw new RefusedException();
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
            => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Flush() => target.Flush();
        public override Task FlushAsync(CancellationToken cancellationToken) => target.FlushAsync(cancellationToken);
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
