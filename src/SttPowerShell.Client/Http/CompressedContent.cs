using System.IO.Compression;
using System.Net;

namespace SttPowerShell.Client.Http;

/// <summary>
/// Compresses another content with gzip while it is sent, so that memory doesn't grow with it. What is cut off in the
/// middle gets no end, and so can't pass for whole.
/// </summary>
internal sealed class CompressedContent : HttpContent
{
    private readonly HttpContent _inner;

    public CompressedContent(HttpContent inner)
    {
        _inner = inner;
        Headers.ContentType = inner.Headers.ContentType;
        Headers.ContentEncoding.Add("gzip");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using Pieces pieces = new(stream);
        await _inner.CopyToAsync(pieces, context, cancellationToken).ConfigureAwait(false);
        await pieces.EndAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>
    /// Compresses each piece into memory and sends that on, all of it, so that a live source never leaves the service
    /// without data for long.
    /// </summary>
    private sealed class Pieces : Stream
    {
        private readonly Stream _target;
        private readonly MemoryStream _ready = new();
        private readonly GZipStream _gzip;

        public Pieces(Stream target)
        {
            _target = target;
            _gzip = new GZipStream(_ready, CompressionLevel.Optimal, leaveOpen: true);
        }

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _gzip.Write(buffer.Span);
            _gzip.Flush();
            return SendAsync(cancellationToken);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
            => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        /// <summary>Sends what makes it whole.</summary>
        public ValueTask EndAsync(CancellationToken cancel)
        {
            _gzip.Dispose();
            return SendAsync(cancel);
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Flush() => _target.Flush();
        public override Task FlushAsync(CancellationToken cancellationToken) => _target.FlushAsync(cancellationToken);
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _gzip.Dispose();
                _ready.Dispose();
            }

            base.Dispose(disposing);
        }

        private async ValueTask SendAsync(CancellationToken cancel)
        {
            int count = (int)_ready.Length;
            if (count == 0) return;
            await _target.WriteAsync(_ready.GetBuffer().AsMemory(0, count), cancel).ConfigureAwait(false);
            _ready.SetLength(0);
        }
    }
}
