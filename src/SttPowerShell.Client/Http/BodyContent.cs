using System.Buffers;
using System.Net;

namespace SttPowerShell.Client.Http;

/// <summary>
/// Writes a body to the connection through one rented buffer. Failures of the source are told from the network's.
/// </summary>
internal sealed class BodyContent(StreamedBody body) : HttpContent
{
    private const int BufferSize = 256 * 1024;

    private readonly long? _length = body.Length;
    private bool _begun;

    protected override bool TryComputeLength(out long length)
    {
        length = _length ?? 0;
        return _length is not null;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The handler may begin again, as after a proxy's 407; a stream would go on where it was left.
        if (_begun && !body.CanReplay)
        {
            throw new SttTransportException(
                TransportFailure.Body,
                $"{body.Name} was read already when a proxy asked for credentials, and can't be read a second time.");
        }

        _begun = true;
        Stream source = body.OpenStream();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            await CopyAsync(source, stream, buffer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (body.OwnsStream) await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task CopyAsync(Stream source, Stream target, byte[] buffer, CancellationToken cancel)
    {
        long total = 0;
        while (true)
        {
            int read = await body.ReadAsync(source, buffer, total, cancel).ConfigureAwait(false);
            total += read;
            body.CheckLength(_length, total, ended: read == 0);
            if (read == 0) return;
            await target.WriteAsync(buffer.AsMemory(0, read), cancel).ConfigureAwait(false);
            body.Sent?.Report(total);
        }
    }
}
