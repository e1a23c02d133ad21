using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Tests.Audio;

public sealed class RawFormatTests
{
    private static readonly double[] Tone = TestAudio.Sine(440, 16000, 0.1);

    [Theory]
    [InlineData("audio/l16;rate=16000", false)]
    [InlineData("audio/L16; rate=16000; channels=1; endianness=little-endian", false)]
    [InlineData("audio/l16; endianness=\"big-endian\"; rate=16000", true)]
    public async Task Linear_samples_are_read_in_both_byte_orders(string contentType, bool swapped)
    {
        byte[] data = TestAudio.Int16(Tone);
        if (swapped) for (int i = 0; i < data.Length; i += 2) Array.Reverse(data, i, 2);
        float[] samples = await TestAudio.ReadAsync(new TrickleStream(data, 3), contentType);
        Assert.Equal(Tone.Length, samples.Length);
        Assert.All(Tone.Zip(samples), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Theory]
    [InlineData("audio/l16;rate=22050;channels=16", 22050, 16)]
    [InlineData("audio/mulaw;rate=8000", 8000, 1)]
    [InlineData("audio/alaw;rate=16000;channels=2", 16000, 2)]
    [InlineData("audio/basic", 8000, 1)]
    public async Task The_content_type_tells_rate_and_channels(string contentType, int rate, int channels)
    {
        await using IPcmSource source = await TestAudio.OpenAsync(new MemoryStream(new byte[200]), contentType);
        Assert.Equal((rate, channels), (source.Rate, source.Channels));
    }

    [Theory]
    [InlineData("audio/l16", "rate")]
    [InlineData("audio/mulaw;channels=1", "rate")]
    [InlineData("audio/alaw", "rate")]
    [InlineData("audio/l16;rate=fast", "rate")]
    [InlineData("audio/l16;rate=0", "rate")]
    [InlineData("audio/l16;rate=-16000", "rate")]
    [InlineData("audio/l16;rate=99999999999", "rate")]
    [InlineData("audio/l16;rate=16000;channels=17", "channels")]
    [InlineData("audio/l16;rate=16000;channels=0", "channels")]
    [InlineData("audio/l16;rate=16000;endianness=middle", "endianness")]
    public async Task A_missing_or_senseless_parameter_is_named(string contentType, string parameter)
    {
        AudioRejectedException error = await Assert.ThrowsAsync<AudioRejectedException>(
            () => TestAudio.ReadAsync(new byte[200], contentType));
        Assert.Equal(400, error.Status);
        Assert.Contains($"'{parameter}'", error.Message, StringComparison.Ordinal);
    }
}
