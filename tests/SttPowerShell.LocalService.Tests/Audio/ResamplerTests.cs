using System.Buffers;
using SttPowerShell.LocalService.Audio;

namespace SttPowerShell.LocalService.Tests.Audio;

public sealed class ResamplerTests
{
    [Theory]
    [InlineData(8000, 3400)]
    [InlineData(11025, 4800)]
    [InlineData(22050, 7000)]
    [InlineData(44100, 7000)]
    [InlineData(48000, 7000)]
    [InlineData(47999, 7000)]
    [InlineData(96000, 7000)]
    [InlineData(384000, 7000)]
    public void The_pass_band_is_flat_and_nothing_moves_in_time(int from, double edge)
    {
        foreach (double frequency in new[] { 50, 300, 1000, edge })
        {
            float[] output = Resample(TestAudio.Sine(frequency, from, 0.25), from);
            double[] expected = TestAudio.Sine(frequency, 16000, 0.25);
            for (int n = 800; n < 3200; n++) Assert.Equal(expected[n], output[n], 0.001);
        }
    }

    [Theory]
    [InlineData(22050, 8000)]
    [InlineData(22050, 9500)]
    [InlineData(44100, 8000)]
    [InlineData(44100, 15000)]
    [InlineData(48000, 8500)]
    [InlineData(48000, 23000)]
    [InlineData(47999, 9000)]
    [InlineData(96000, 31900)]
    public void What_would_fold_back_is_70_dB_down(int from, double frequency)
    {
        float[] output = Resample(TestAudio.Sine(frequency, from, 0.25), from);
        double power = output[800..3200].Average(sample => (double)sample * sample);
        Assert.True(10 * Math.Log10(power / 0.125 + 1e-20) < -70, $"{10 * Math.Log10(power / 0.125)} dB");
    }

    [Theory]
    [InlineData(8000, 801)]
    [InlineData(44100, 44100)]
    [InlineData(44100, 1)]
    [InlineData(47999, 12345)]
    [InlineData(48000, 100)]
    public void N_samples_become_as_many_as_their_time_holds(int from, int count) =>
        Assert.Equal(
            (int)Math.Ceiling(count * 16000.0 / from), Resample(new double[count], from).Length);

    [Fact]
    public void No_samples_stay_none() => Assert.Empty(Resample([], 44100));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(441)]
    public void The_sizes_in_which_samples_arrive_change_nothing(int block)
    {
        double[] tone = TestAudio.Sine(440, 44100, 0.2);
        Assert.Equal(Resample(tone, 44100), Resample(tone, 44100, block));
    }

    private static float[] Resample(double[] input, int from, int block = int.MaxValue)
    {
        Resampler resampler = new(from, 16000);
        ArrayBufferWriter<float> output = new();
        float[] samples = [.. input.Select(sample => (float)sample)];
        for (int start = 0; start < samples.Length; start += Math.Min(block, samples.Length))
        {
            resampler.Write(samples.AsSpan(start, Math.Min(block, samples.Length - start)), output);
        }

        resampler.Complete(output);
        return output.WrittenSpan.ToArray();
    }
}
