using SttPowerShell.LocalService.Audio;

namespace SttPowerShell.LocalService.Tests.Audio;

public sealed class MonoSamplesTests
{
    [Fact]
    public async Task Samples_of_16_bits_at_the_right_rate_stay_what_they_are()
    {
        short[] all = [.. Enumerable.Range(short.MinValue, 65536).Select(value => (short)value)];
        byte[] data = [.. all.SelectMany(BitConverter.GetBytes)];
        Assert.Equal(all, await MonoAsync(data, "audio/l16;rate=16000"));
    }

    [Fact]
    public async Task Channels_are_averaged()
    {
        byte[] data = [.. Enumerable.Repeat(new short[] { 900, 300, -600 }, 100).SelectMany(frame => frame)
            .SelectMany(BitConverter.GetBytes)];
        short[] samples = await MonoAsync(data, "audio/l16;rate=16000;channels=3");
        Assert.Equal(100, samples.Length);
        Assert.All(samples, sample => Assert.Equal(200, sample));
    }

    [Fact]
    public async Task A_loud_square_is_clipped_not_wrapped_around()
    {
        byte[] data = [.. Enumerable.Range(0, 4410).Select(n => n / 50 % 2 == 0 ? short.MaxValue : short.MinValue)
            .SelectMany(value => BitConverter.GetBytes(value))];
        short[] samples = await MonoAsync(data, "audio/l16;rate=44100");
        Assert.Equal(1600, samples.Length);
        Assert.True(samples.Zip(samples.Skip(1)).Count(pair => pair.First * pair.Second < 0) <= 4410 / 50);
    }

    private static async Task<short[]> MonoAsync(byte[] data, string contentType)
    {
        List<short> samples = [];
        await using IPcmSource source = await TestAudio.OpenAsync(new MemoryStream(data), contentType);
        await foreach (ReadOnlyMemory<short> block in MonoSamples.ReadAsync(source, 16000, default))
        {
            samples.AddRange(block.Span);
        }

        return [.. samples];
    }
}
