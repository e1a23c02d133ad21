using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Tests.Audio;

public sealed class AudioFormatsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(99)]
    public async Task Fewer_than_100_bytes_are_too_few(int length)
    {
        AudioRejectedException error = await RejectedAsync(new byte[length], "audio/l16;rate=16000");
        Assert.Equal(400, error.Status);
        Assert.Equal($"Stream was {length} bytes but needs to be at least 100 bytes.", error.Message);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("video/mp4")]
    public async Task A_type_that_is_not_read_is_415_and_the_text_says_which_are(string contentType)
    {
        AudioRejectedException error = await RejectedAsync(new byte[200], contentType);
        Assert.Equal(415, error.Status);
        Assert.Contains("audio/wav", error.Message, StringComparison.Ordinal);
        Assert.Contains("audio/l16", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_content_type_that_is_none_is_400() =>
        Assert.Equal(400, (await RejectedAsync(new byte[200], "audio;;=")).Status);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("application/octet-stream")]
    public async Task Without_a_type_the_first_bytes_decide(string? contentType)
    {
        byte[] wav = TestAudio.Wav(TestAudio.Int16(TestAudio.Sine(440, 16000, 0.1)));
        Assert.Equal(1600, (await TestAudio.ReadAsync(wav, contentType)).Length);

        AudioRejectedException flac = await RejectedAsync([.. "fLaC"u8, .. new byte[200]], contentType);
        Assert.Equal(400, flac.Status);
        Assert.Contains("data stream audio/flac", flac.Message, StringComparison.Ordinal);

        AudioRejectedException unknown = await RejectedAsync(new byte[200], contentType);
        Assert.Equal(400, unknown.Status);
        Assert.Contains("unable to transcode", unknown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("52494646000000005741564500", "audio/wav")]
    [InlineData("664C614300000022", "audio/flac")]
    [InlineData("4F67675300020000", "audio/ogg")]
    [InlineData("49443304000000", "audio/mpeg")]
    [InlineData("FFFB9064", "audio/mpeg")]
    [InlineData("1A45DFA301", "audio/webm")]
    [InlineData("FFFFFFFF", null)]
    [InlineData("524946460000000041564920", null)]
    [InlineData("", null)]
    public void Formats_are_known_by_their_first_bytes(string hex, string? mediaType) =>
        Assert.Equal(mediaType, AudioSignature.Recognise(Convert.FromHexString(hex)));

    [Fact]
    public async Task Samples_are_there_before_the_last_byte_has_arrived()
    {
        System.IO.Pipelines.Pipe pipe = new();
        byte[] wav = TestAudio.Wav(TestAudio.Int16(TestAudio.Sine(440, 16000, 1)));
        await pipe.Writer.WriteAsync(wav.AsMemory(0, 1044));
        await using IPcmSource source = await TestAudio.Formats.OpenAsync(pipe.Reader, "audio/wav", default);
        Assert.Equal(500, await source.ReadAsync(new float[4000], default));
        await pipe.Writer.CompleteAsync();
    }

    private static Task<AudioRejectedException> RejectedAsync(byte[] audio, string? contentType) =>
        Assert.ThrowsAsync<AudioRejectedException>(() => TestAudio.ReadAsync(audio, contentType));
}
