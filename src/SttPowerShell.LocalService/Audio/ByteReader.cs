using System.Buffers;
using System.IO.Pipelines;

namespace SttPowerShell.LocalService.Audio;

/// <summary>Reads a stream front to back with a look ahead, and counts.</summary>
internal sealed class ByteReader : IAsyncDisposable
{
    private readonly PipeReader _pipe;

    /// <summary>Reads a stream, which stays open.</summary>
    public ByteReader(Stream stream) => _pipe = PipeReader.Create(
        stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024, leaveOpen: true));

    /// <summary>The next bytes without taking them; fewer than wanted only at the end of the stream.</summary>
    public async Task<byte[]> PeekAsync(int count, CancellationToken cancel)
    {
        ReadResult result = await _pipe.ReadAtLeastAsync(count, cancel).ConfigureAwait(false);
        ReadOnlySequence<byte> buffer = result.Buffer;
        byte[] bytes = buffer.Slice(0, Math.Min(count, buffer.Length)).ToArray();
        _pipe.AdvanceTo(buffer.Start);
        return bytes;
    }

    /// <summary>Fills the buffer; fewer bytes only at the end of the stream.</summary>
    public async Task<int> ReadAsync(Memory<byte> target, CancellationToken cancel)
    {
        ReadResult result = await _pipe.ReadAtLeastAsync(target.Length, cancel).ConfigureAwait(false);
        ReadOnlySequence<byte> taken = result.Buffer.Slice(0, Math.Min(target.Length, result.Buffer.Length));
        taken.CopyTo(target.Span);
        _pipe.AdvanceTo(taken.End);
        return (int)taken.Length;
    }

    /// <summary>
    /// Reads what is there, in whole units of so many bytes, and waits only for the first one. None at the end of the
    /// stream, whose last, incomplete unit is not given out.
    /// </summary>
    public async Task<int> ReadUnitsAsync(Memory<byte> target, int unit, CancellationToken cancel)
    {
        ReadResult result = await _pipe.ReadAtLeastAsync(unit, cancel).ConfigureAwait(false);
        long available = Math.Min(target.Length, result.Buffer.Length);
        ReadOnlySequence<byte> taken = result.Buffer.Slice(0, available - (available % unit));
        taken.CopyTo(target.Span);
        _pipe.AdvanceTo(taken.End);
        return (int)taken.Length;
    }

    /// <summary>Passes over bytes; fewer than wanted only at the end of the stream.</summary>
    /// <returns>How many were passed over.</returns>
    public async Task<long> SkipAsync(long count, CancellationToken cancel)
    {
        long left = count;
        while (left > 0)
        {
            ReadResult result = await _pipe.ReadAsync(cancel).ConfigureAwait(false);
            ReadOnlySequence<byte> taken = result.Buffer.Slice(0, Math.Min(left, result.Buffer.Length));
            left -= taken.Length;
            bool ended = result.IsCompleted && taken.Length == result.Buffer.Length;
            _pipe.AdvanceTo(taken.End);
            if (ended) break;
        }
        return count - left;
    }

    public ValueTask DisposeAsync() => _pipe.CompleteAsync();
}
