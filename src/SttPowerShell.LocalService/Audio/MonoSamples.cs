using System.Buffers;
using System.Runtime.CompilerServices;

namespace SttPowerShell.LocalService.Audio;

/// <summary>Turns any audio into what an engine hears: one channel of 16-bit samples at the engine's rate.</summary>
internal static class MonoSamples
{
    private const int BlockFrames = 2048;

    /// <summary>Reads audio as it arrives.</summary>
    /// <returns>Blocks of samples; each is valid only until the next is asked for.</returns>
    public static async IAsyncEnumerable<ReadOnlyMemory<short>> ReadAsync(
        IPcmSource source, int rate, [EnumeratorCancellation] CancellationToken cancel)
    {
        Resampler? resampler = source.Rate == rate ? null : new Resampler(source.Rate, rate);
        float[] interleaved = new float[BlockFrames * source.Channels];
        ArrayBufferWriter<float> mono = new(BlockFrames);
        short[] samples = [];
        bool ended = false;
        while (!ended)
        {
            int count = await source.ReadAsync(interleaved, cancel).ConfigureAwait(false);
            ended = count == 0;
            mono.ResetWrittenCount();
            if (ended) resampler?.Complete(mono);
            else Convert(interleaved.AsSpan(0, count), source.Channels, resampler, mono);

            if (samples.Length < mono.WrittenCount) samples = new short[mono.WrittenCount];
            Quantise(mono.WrittenSpan, samples);
            if (mono.WrittenCount > 0) yield return samples.AsMemory(0, mono.WrittenCount);
        }
    }

    private static void Convert(
        Span<float> interleaved, int channels, Resampler? resampler, ArrayBufferWriter<float> mono)
    {
        int frames = interleaved.Length / channels;
        for (int frame = 0; channels > 1 && frame < frames; frame++)
        {
            float sum = 0;
            for (int channel = 0; channel < channels; channel++) sum += interleaved[frame * channels + channel];
            interleaved[frame] = sum / channels;
        }

        if (resampler is null) mono.Write(interleaved[..frames]);
        else resampler.Write(interleaved[..frames], mono);
    }

    private static void Quantise(ReadOnlySpan<float> mono, Span<short> samples)
    {
        for (int i = 0; i < mono.Length; i++)
        {
            samples[i] = (short)Math.Clamp(MathF.Round(mono[i] * 32768), short.MinValue, short.MaxValue);
        }
    }
}
