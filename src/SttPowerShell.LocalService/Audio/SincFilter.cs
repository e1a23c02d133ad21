using System.Numerics;

namespace SttPowerShell.LocalService.Audio;

/// <summary>
/// The resampler's low-pass filter: a sinc under a Kaiser window (J. O. Smith, "Digital Audio Resampling", CCRMA;
/// window design after Oppenheim and Schafer, section 7.5.3). It passes up to 7/16 of the lower of the two rates and
/// stops from 1/2 of it: to 16 kHz it is flat up to 7 kHz and nothing from above 8 kHz folds back.
/// </summary>
internal sealed class SincFilter
{
    private const double PassBand = 7.0 / 16;
    private const double StopBand = 8.0 / 16;

    /// <summary>Of what lies in the stop band, in dB: below the noise of any real recording.</summary>
    private const double Attenuation = 80;

    /// <summary>
    /// Tabulated phases a period of the lower rate. Between them the filter is linear; the error is below -100 dB.
    /// </summary>
    private const int Phases = 512;

    private readonly float[] _table;
    private readonly int _phases;

    public SincFilter(int from, int to)
    {
        double lower = Math.Min(1.0, (double)to / from);
        double width = 2 * Math.PI * (StopBand - PassBand) * lower;
        Before = (int)Math.Ceiling((Attenuation - 8) / (2.285 * width) / 2);
        Taps = 2 * Before + 1;
        _phases = Math.Max(16, (int)Math.Ceiling(Phases * lower));
        _table = new float[(_phases + 1) * Taps];
        for (int phase = 0; phase <= _phases; phase++) Fill(phase, (PassBand + StopBand) / 2 * lower);
    }

    /// <summary>How many input samples make one output sample.</summary>
    public int Taps { get; }

    /// <summary>How many of them lie before the one at or just before the output's time.</summary>
    public int Before { get; }

    /// <param name="input">As many samples as there are taps.</param>
    /// <param name="fraction">The output's time after sample <see cref="Before"/>, 0 to 1 samples.</param>
    public float Apply(ReadOnlySpan<float> input, double fraction)
    {
        double place = fraction * _phases;
        int phase = (int)place;
        float weight = (float)(place - phase);
        float near = Dot(input, Row(phase));
        if (weight == 0) return near;
        float next = Dot(input, Row(phase + 1));
        return near + weight * (next - near);
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

    private Span<float> Row(int phase) => _table.AsSpan(phase * Taps, Taps);

    /// <summary>Computes one phase; at the cutoff, in cycles an input sample, the amplitude is one half.</summary>
    private void Fill(int phase, double cutoff)
    {
        double beta = 0.1102 * (Attenuation - 8.7);
        double[] row = new double[Taps];
        for (int tap = 0; tap < Taps; tap++)
        {
            double time = tap - Before - (double)phase / _phases;
            double edge = time / (Before + 1);
            double x = 2 * Math.PI * cutoff * time;
            double sinc = x == 0 ? 1 : Math.Sin(x) / x;
            row[tap] = sinc * BesselI0(beta * Math.Sqrt(Math.Max(0, 1 - edge * edge)));
        }

        // A constant stays what it is in every phase.
        double sum = row.Sum();
        for (int tap = 0; tap < Taps; tap++) Row(phase)[tap] = (float)(row[tap] / sum);
    }

    /// <summary>Modified Bessel function of the first kind and order 0, by its power series.</summary>
    private static double BesselI0(double x)
    {
        double sum = 1, term = 1;
        for (int k = 1; term > sum * 1e-12; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}
