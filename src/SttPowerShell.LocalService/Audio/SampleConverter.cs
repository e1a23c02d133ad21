using System.Runtime.InteropServices;

namespace SttPowerShell.LocalService.Audio;

/// <summary>Turns a stream of sample bytes into mono 16-bit samples of another rate.</summary>
internal sealed class SampleConverter
{
    private readonly AudioFormat _format;
    private readonly Resampler? _resampler;
    private readonly List<float> _resampled = [];
    private float[] _mono = [];
    private short[] _samples = [];

    public SampleConverter(AudioFormat format, int rate)
    {
        _format = format;
        // Nothing is lost or delayed at the same rate: 16-bit mono passes unchanged.
        if (format.Rate != rate) _resampler = new Resampler(format.Rate, rate);
    }

    /// <summary>Converts whole frames; the result is valid until the next call.</summary>
    public ReadOnlyMemory<short> Convert(ReadOnlySpan<byte> bytes)
    {
        int frames = bytes.Length / _format.BytesPerFrame;
        if (_mono.Length < frames) _mono = new float[frames];
        Span<float> mono = _mono.AsSpan(0, frames);
        SampleDecoder.DecodeMono(bytes, _format, mono);
        if (_resampler is null) return Quantise(mono);
        _resampled.Clear();
        _resampler.Write(mono, _resampled);
        return Quantise(CollectionsMarshal.AsSpan(_resampled));
    }

    /// <summary>What is left when there is no more input.</summary>
    public ReadOnlyMemory<short> Complete()
    {
        _resampled.Clear();
        _resampler?.Complete(_resampled);
        return Quantise(CollectionsMarshal.AsSpan(_resampled));
    }

    private ReadOnlyMemory<short> Quantise(ReadOnlySpan<float> values)
    {
        if (_samples.Length < values.Length) _samples = new short[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            _samples[i] = (short)Math.Clamp(MathF.Round(values[i] * 32768), short.MinValue, short.MaxValue);
        }
        return _samples.AsMemory(0, values.Length);
    }
}
