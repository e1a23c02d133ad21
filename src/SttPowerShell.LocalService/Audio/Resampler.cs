using System.Numerics;

namespace SttPowerShell.LocalService.Audio;

/// <summary>
/// Changes the sample rate of a stream by a polyphase filter: a sinc under a Kaiser window (Crochiere and Rabiner,
/// Multirate Digital Signal Processing), which lets pass what lies below 7/8 of the lower Nyquist frequency and takes
/// away, by 80 dB, what lies above it. Output sample k is the input at time k / rate: there is no delay.
/// </summary>
internal sealed class Resampler
{
    /// <summary>Kaiser's β for 80 dB, 0.1102 (A − 8.7).</summary>
    private const double Beta = 7.857;

    /// <summary>Half of the filter's length, in samples of the lower rate.</summary>
    private const int HalfWidth = 40;

    /// <summary>Kaiser's width of the transition for 80 dB, of the lower rate: (A − 7.95) / (14.36 · length).</summary>
    private const double Transition = (80 - 7.95) / (14.36 * 2 * HalfWidth);

    /// <summary>Rates with hardly a common divisor are served with this many phases, to 1/2000 of a sample.</summary>
    private const int MostPhases = 1024;

    private readonly long _up;
    private readonly long _down;
    private readonly int _half;
    private readonly int _phases;
    private readonly float[] _filter;
    private float[] _input;
    private int _filled;
    private long _inputStart;
    private long _received;
    private long _produced;

    public Resampler(int fromRate, int toRate)
    {
        int divisor = (int)BigInteger.GreatestCommonDivisor(fromRate, toRate);
        _up = toRate / divisor;
        _down = fromRate / divisor;
        double ratio = Math.Min(1, (double)toRate / fromRate);
        _half = (int)Math.Ceiling(HalfWidth / ratio);
        _phases = (int)Math.Min(_up, MostPhases);
        _filter = Design(_half, _phases, ratio * (1 - Transition));
        _input = new float[4 * _half];
        // The filter of the first sample reaches back before the beginning, where there is silence.
        _filled = _half - 1;
        _inputStart = -_filled;
    }

    /// <summary>Takes input and adds what output it gives.</summary>
    public void Write(ReadOnlySpan<float> samples, List<float> output)
    {
        _received += samples.Length;
        Append(samples);
        Produce(output, long.MaxValue);
    }

    /// <summary>Adds the rest of the output: altogether as long as the input, rounded up to a sample.</summary>
    public void Complete(List<float> output)
    {
        Append(new float[_half + 1]);
        Produce(output, ((_received * _up) + _down - 1) / _down);
    }

    /// <summary>The filters of all phases, one after the other, each with a gain of exactly 1 at 0 Hz.</summary>
    /// <param name="half">Half of a filter's length in input samples.</param>
    /// <param name="phases">How finely a sample is divided; there is one filter more, for the end.</param>
    /// <param name="cutoff">Where the gain is a half, of the input's Nyquist frequency.</param>
    private static float[] Design(int half, int phases, double cutoff)
    {
        int length = 2 * half;
        float[] filters = new float[(phases + 1) * length];
        double[] taps = new double[length];
        for (int phase = 0; phase <= phases; phase++)
        {
            for (int tap = 0; tap < length; tap++)
            {
                double time = ((double)phase / phases) + half - 1 - tap;
                taps[tap] = Sinc(cutoff * time) * Kaiser(time / half);
            }
            double sum = taps.Sum();
            for (int tap = 0; tap < length; tap++) filters[(phase * length) + tap] = (float)(taps[tap] / sum);
        }
        return filters;
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Kaiser(double x) =>
        Math.Abs(x) >= 1 ? 0 : Bessel(Beta * Math.Sqrt(1 - (x * x))) / Bessel(Beta);

    /// <summary>The modified Bessel function of the first kind and order zero, by its series.</summary>
    private static double Bessel(double x)
    {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-12; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }

    private void Append(ReadOnlySpan<float> samples)
    {
        if (_filled + samples.Length > _input.Length)
        {
            Array.Resize(ref _input, Math.Max(2 * _input.Length, _filled + samples.Length));
        }
        samples.CopyTo(_input.AsSpan(_filled));
        _filled += samples.Length;
    }

    private void Produce(List<float> output, long end)
    {
        int length = 2 * _half;
        while (_produced < end)
        {
            (long whole, long fraction) = Math.DivRem(_produced * _down, _up);
            long first = whole - _half + 1 - _inputStart;
            if (first + length > _filled) break;
            int phase = (int)((fraction * _phases + (_up / 2)) / _up);
            output.Add(Dot(_input.AsSpan((int)first, length), _filter.AsSpan(phase * length, length)));
            _produced++;
        }
        long needed = (_produced * _down / _up) - _half + 1;
        int passed = (int)Math.Min(needed - _inputStart, _filled);
        if (passed <= 0) return;
        _input.AsSpan(passed, _filled - passed).CopyTo(_input);
        _filled -= passed;
        _inputStart += passed;
    }

    private static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        Vector<float> sums = Vector<float>.Zero;
        int i = 0;
        for (; i <= left.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sums += new Vector<float>(left[i..]) * new Vector<float>(right[i..]);
        }
        float sum = Vector.Sum(sums);
        for (; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }
}
