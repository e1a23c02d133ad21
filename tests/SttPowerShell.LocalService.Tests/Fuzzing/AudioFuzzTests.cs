using System.IO.Pipelines;
using System.Text;
using SttPowerShell.Fuzzing;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Tests.Audio;
using Encoder = SttPowerShell.LocalService.Tests.Audio.Encoder;

namespace SttPowerShell.LocalService.Tests.Fuzzing;

/// <summary>Audio as strangers send it, through every format to its last sample.</summary>
public sealed class AudioFuzzTests
{
    private static readonly double[] Tone = TestAudio.Sine(440, 16000, 0.2);

    [Theory]
    [InlineData("audio/wav")]
    [InlineData(null)]
    public void Any_wav_is_heard_or_refused(string? type)
        => Run(
            "wav", type, 1, TestAudio.Wav(TestAudio.Int16(Tone)), TestAudio.Wav(TestAudio.Int16(Tone), channels: 2),
            TestAudio.Wav(TestAudio.Int16(Tone), tag: 3, bits: 32, extensible: true),
            TestAudio.Wav(TestAudio.Int16(Tone), before: [.. "LIST"u8, 4, 0, 0, 0, 1, 2, 3, 4], dataSize: 0));

    [Theory]
    [InlineData("audio/l16;rate=16000")]
    [InlineData("audio/l16;rate=8000;channels=2;endianness=big-endian")]
    [InlineData("audio/mulaw;rate=8000")]
    [InlineData("audio/basic")]
    public void Any_raw_samples_are_heard_or_refused(string type) => Run("raw", type, 1, TestAudio.Int16(Tone));

    [Theory]
    [InlineData("flac", "audio/flac", Encoder.Flac16, 16000)]
    [InlineData("vorbis", "audio/ogg;codecs=vorbis", Encoder.Vorbis, 16000)]
    [InlineData("opus", "audio/ogg;codecs=opus", Encoder.Opus, 48000)]
    [InlineData("mp3", "audio/mp3", Encoder.Mp3, 16000)]
    public async Task Any_compressed_audio_is_heard_or_refused(string name, string type, int format, int rate)
        => Run(name, type, 5, await Encoder.EncodeAsync(format, TestAudio.Sine(440, rate, 0.3), rate));

    [Fact]
    public void Any_content_type_is_known_or_refused()
    {
        Fuzz fuzz = new("audio-type", e => e is AudioRejectedException);
        string[] good =
        [
            "audio/l16; rate=16000; channels=2; endianness=little-endian", "audio/ogg;codecs=\"opus\"", "audio/basic",
            "application/octet-stream", "audio/mulaw;rate=8000",
        ];
        fuzz.Run(Inputs.Damaged(good), text =>
        {
            AudioContentType type = AudioContentType.Parse(Encoding.UTF8.GetString(text));
            TestAudio.Formats.Check(type);
            Assert.Equal(type.MediaType, AudioContentType.Parse(type.ToString()).MediaType);
        });
    }

    private static void Run(string name, string? type, int slowness, params byte[][] good)
        => new Fuzz($"audio-{name}", e => e is AudioRejectedException) { Slowness = slowness }
            .Run(Inputs.Damaged(good), audio => CountAsync(audio, type).GetAwaiter().GetResult());

    private static async Task CountAsync(byte[] audio, string? type)
    {
        PipeReader pipe = PipeReader.Create(new MemoryStream(audio));
        await using IPcmSource source = await TestAudio.Formats.OpenAsync(pipe, type, default);
        float[] block = new float[source.Channels * 1024];
        for (int count; (count = await source.ReadAsync(block, default)) > 0;)
        {
            Assert.Equal(0, count % source.Channels);
            Assert.DoesNotContain(block.AsSpan(0, count).ToArray(), sample => !float.IsFinite(sample));
        }
    }
}
