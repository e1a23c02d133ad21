namespace SttPowerShell.LocalService.Tests.Recognition;

/// <summary>Signals at 16 kHz that have what an endpointer goes by: syllables, fricatives, silence, noise.</summary>
internal static class TestSpeech
{
    public const int Rate = 16000;

    /// <summary>Noise of a level in dB relative to full scale, the same for the same seed.</summary>
    public static short[] Noise(double seconds, double level, int seed = 1)
    {
        Random random = new(seed);
        double amplitude = Math.Pow(10, level / 20) * 32768;
        return [.. Enumerable.Range(0, (int)(seconds * Rate)).Select(_ => (short)(amplitude * Gauss(random)))];
    }

    /// <summary>A voice of harmonics of 120 Hz, in five syllables a second that fade in and out.</summary>
    public static short[] Voice(double seconds)
    {
        short[] samples = new short[(int)(seconds * Rate)];
        for (int n = 0; n < samples.Length; n++)
        {
            double time = (double)n / Rate;
            double voice = Enumerable.Range(1, 20).Sum(k => Math.Sin(2 * Math.PI * 120 * k * time) / k);
            double syllable = Math.Pow(Math.Sin(Math.PI * 5 * time), 2);
            samples[n] = (short)(3000 * syllable * voice);
        }

        return samples;
    }

    /// <summary>A weak "f": high-passed noise, 15 dB over the noise that the tests lay under everything.</summary>
    public static short[] Fricative(double seconds)
    {
        short[] noise = Noise(seconds, -48, seed: 5);
        return [.. noise.Zip(noise.Skip(1).Append((short)0), (first, second) => (short)(second - first))];
    }

    /// <summary>Parts one after the other, over noise of -60 dB from start to end.</summary>
    public static short[] Recording(params short[][] parts) =>
        OverNoise([.. parts.SelectMany(part => part)], -60);

    public static short[] OverNoise(short[] samples, double level)
    {
        short[] noise = Noise((double)samples.Length / Rate + 0.01, level, seed: 9);
        return [.. samples.Select((sample, n) => (short)Math.Clamp(sample + noise[n], short.MinValue, short.MaxValue))];
    }

    public static short[] Silence(double seconds) => new short[(int)(seconds * Rate)];

    private static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
