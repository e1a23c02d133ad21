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
            int read = await ReadAsync(source, buffer, total, cancel).ConfigureAwait(false);
            total += read;

            // Looked at before the last bytes go out, so that a service can't take a mixture for the whole.
            if (read == 0 || total >= _length) body.Verify();
            if ((read == 0 && total < _length) || total > _length) throw WrongLength(total);
            if (read == 0) return;
            await target.WriteAsync(buffer.AsMemory(0, read), cancel).ConfigureAwait(false);
            body.Sent?.Report(total);
        }
    }

    private async ValueTask<int> ReadAsync(Stream source, byte[] buffer, long total, CancellationToken cancel)
    {
        try
        {
            return await source.ReadAsync(buffer, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new SttTransportException(
                TransportFailure.Body, $"{body.Name} could not be read on after {total} bytes: {e.Message}", e);
        }
    }

    private SttTransportException WrongLength(long total) => new(
        TransportFailure.Body,
        total > _length
            ? $"{body.Name} is longer than the {_length} bytes it had at first: it changed while it was being sent."
            : $"{body.Name} ended after {total} of {_length} bytes: it changed while it was being sent.");
}
