using System.Buffers;
using System.IO.Pipelines;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Audio;

/// <summary>Samples of a fixed size that follow each other in a stream: what WAV files and raw formats hold.</summary>
/// <remarks>
/// The reader stands at the first sample. <c>length</c> is how many bytes of samples a header promised, or null if they
/// go on to the end.
/// </remarks>
internal sealed class EncodedSamples(
    PipeReader audio, SampleEncoding encoding, int rate, int channels, long? length = null) : IPcmSource
{
    /// <summary>Bytes decoded at once at most; small, so that a slow sender's audio is heard soon.</summary>
    private const int BlockSize = 16 * 1024;

    private readonly byte[] _block = new byte[BlockSize];
    private long _received;
    private bool _ended;

    public int Rate => rate;

    public int Channels => channels;

    public string? Codec => encoding.Codec;

    private int FrameSize => encoding.Bytes * channels;

    public async ValueTask<int> ReadAsync(Memory<float> interleaved, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interleaved.Length, channels);
        if (_ended) return 0;
        if (length - _received < FrameSize)
        {
            await SkipRestAsync(cancel).ConfigureAwait(false);
            return 0;
        }

        ReadResult result = await audio.ReadAtLeastAsync(FrameSize, cancel).ConfigureAwait(false);
        ReadOnlySequence<byte> arrived = result.Buffer;
        if (arrived.Length < FrameSize) return End(arrived);

        long most = Math.Min(Math.Min(BlockSize, arrived.Length), (long)interleaved.Length * encoding.Bytes);
        most = Math.Min(most, length - _received ?? most);
        int taken = (int)(most / FrameSize * FrameSize);
        arrived.Slice(0, taken).CopyTo(_block);
        audio.AdvanceTo(arrived.GetPosition(taken));
        _received += taken;
        encoding.Decode(_block.AsSpan(0, taken), interleaved.Span[..(taken / encoding.Bytes)]);
        return taken / encoding.Bytes;
    }

    /// <summary>The bytes have ended; without a promised length, part of a frame at the end is dropped.</summary>
    private int End(ReadOnlySequence<byte> rest)
    {
        long arrived = _received + rest.Length;
        audio.AdvanceTo(rest.End);
        _ended = true;
        if (arrived < length)
        {
            throw new AudioRejectedException(StatusCodes.Status400BadRequest,
                $"The audio is incomplete: its header announces {length} bytes of samples but only {arrived} arrived. "
                + "Send the whole file.");
        }

        return 0;
    }

    /// <summary>What follows the samples is skipped, but it has to arrive: a broken upload must fail.</summary>
    private async Task SkipRestAsync(CancellationToken cancel)
    {
        bool completed;
        do
        {
            ReadResult result = await audio.ReadAsync(cancel).ConfigureAwait(false);
            audio.AdvanceTo(result.Buffer.End);
            completed = result.IsCompleted;
        }
        while (!completed);
        _ended = true;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
