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
        return Take(result.Buffer, (int)Math.Min(target.Length, result.Buffer.Length), target);
    }

    /// <summary>
    /// Reads what is there, in whole units of so many bytes, and waits only for the first one. None at the end of the
    /// stream, whose last, incomplete unit is not given out.
    /// </summary>
    public async Task<int> ReadUnitsAsync(Memory<byte> target, int unit, CancellationToken cancel)
    {
        ReadResult result = await _pipe.ReadAtLeastAsync(unit, cancel).ConfigureAwait(false);
        int available = (int)Math.Min(target.Length, result.Buffer.Length);
        return Take(result.Buffer, available - (available % unit), target);
    }

    /// <summary>Passes over bytes; fewer than wanted only at the end of the stream.</summary>
    /// <returns>How many were passed over.</returns>
    public async Task<long> SkipAsync(long count, CancellationToken cancel)
    {
        long left = count;
        while (left > 0)
        {
            ReadResult result = await _pipe.ReadAsync(cancel).ConfigureAwait(false);
            long taken = Math.Min(left, result.Buffer.Length);
            left -= taken;
            bool ended = result.IsCompleted && taken == result.Buffer.Length;
            _pipe.AdvanceTo(result.Buffer.GetPosition(taken));
            if (ended) break;
        }
        return count - left;
    }

    private int Take(ReadOnlySequence<byte> buffer, int count, Memory<byte> target)
    {
        ReadOnlySequence<byte> taken = buffer.Slice(0, count);
        taken.CopyTo(target.Span);
        _pipe.AdvanceTo(taken.End);
        return count;
    }

    public ValueTask DisposeAsync() => _pipe.CompleteAsync();
}
