using SttPowerShell.LocalService.Audio;

namespace SttPowerShell.LocalService.Tests.Audio;

public sealed class ResamplerTests
{
    private const int Target = 16000;

    [Theory]
    [InlineData(8000, 3400)]
    [InlineData(11025, 4600)]
    [InlineData(22050, 6800)]
    [InlineData(44100, 6800)]
    [InlineData(48000, 6800)]
    [InlineData(96000, 6800)]
    [InlineData(44056, 6800)]
    [InlineData(15999, 6800)]
    public void What_both_rates_can_carry_passes_unchanged(int rate, int highest)
    {
        foreach (double frequency in new[] { 100.0, 1000, highest })
        {
            float[] resampled = Resample(Tone(rate, frequency, 1), rate);
            float[] expected = Tone(Target, frequency, 1);
            // Not at the ends, where the tone begins and stops.
            double error = Rms(Enumerable.Range(1000, 14000).Select(i => (double)resampled[i] - expected[i]));
            Assert.True(Decibels(error) < -50, $"{frequency} Hz at {rate}: {Decibels(error):0} dB off");
        }
    }

    [Theory]
    [InlineData(22050, 8100)]
    [InlineData(44100, 8100)]
    [InlineData(44100, 15000)]
    [InlineData(48000, 8100)]
    [InlineData(192000, 50000)]
    public void What_the_lower_rate_cannot_carry_is_gone_and_not_folded(int rate, double frequency)
    {
        float[] resampled = Resample(Tone(rate, frequency, 1), rate);
        double left = Rms(resampled.Skip(1000).Take(14000).Select(value => (double)value));
        Assert.True(Decibels(left) < -70, $"{frequency} Hz at {rate}: {Decibels(left):0} dB left");
    }

    [Fact]
    public void Telephone_audio_gets_no_mirror_image_above_its_band()
    {
        float[] resampled = Resample(Tone(8000, 3000, 1), 8000);
        // The image of 3000 Hz about 4000 Hz, found by correlation.
        (double sine, double cosine) = (0, 0);
        for (int i = 1000; i < 15000; i++)
        {
            sine += resampled[i] * Math.Sin(2 * Math.PI * 5000 * i / Target);
            cosine += resampled[i] * Math.Cos(2 * Math.PI * 5000 * i / Target);
        }
        Assert.True(Decibels(Math.Sqrt((sine * sine) + (cosine * cosine)) / 7000) < -70);
    }

    [Theory]
    [InlineData(8000, 12345)]
    [InlineData(44100, 44100)]
    [InlineData(48000, 1)]
    [InlineData(15999, 999)]
    [InlineData(44100, 0)]
    public void The_output_lasts_as_long_as_the_input(int rate, int samples)
    {
        float[] resampled = Resample(new float[samples], rate);
        Assert.Equal((int)Math.Ceiling(samples * (double)Target / rate), resampled.Length);
    }

    [Fact]
    public void The_sizes_of_the_pieces_make_no_difference()
    {
        float[] tone = Tone(44100, 440, 0.3);
        float[] whole = Resample(tone, 44100);
        foreach (int size in new[] { 1, 7, 441, 10_000 })
        {
            Resampler resampler = new(44100, Target);
            List<float> output = [];
            foreach (float[] piece in tone.Chunk(size)) resampler.Write(piece, output);
            resampler.Complete(output);
            Assert.Equal(whole, output);
        }
    }

    private static float[] Resample(float[] samples, int rate)
    {
        Resampler resampler = new(rate, Target);
        List<float> output = [];
        resampler.Write(samples, output);
        resampler.Complete(output);
        return [.. output];
    }

    private static float[] Tone(int rate, double frequency, double seconds) =>
    [
        .. Enumerable.Range(0, (int)(rate * seconds))
            .Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * frequency * i / rate))),
    ];

    private static double Rms(IEnumerable<double> values) => Math.Sqrt(values.Average(value => value * value));

    private static double Decibels(double rms) => 20 * Math.Log10(rms);
}
