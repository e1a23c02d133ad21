using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Audio.Ffmpeg;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Tests.Support;
using static SttPowerShell.LocalService.Tests.Audio.TestAudio;

namespace SttPowerShell.LocalService.Tests.Audio;

/// <summary>WebM and G.729 with the real ffmpeg, which also encodes.</summary>
public sealed class FfmpegFormatTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [FfmpegTheory]
    [InlineData("libopus", "audio/webm;codecs=opus", 48000, 1)]
    [InlineData("libopus", "audio/webm", 48000, 2)]
    [InlineData("libvorbis", "audio/webm; codecs=\"vorbis\"", 44100, 2)]
    [InlineData("libvorbis", null, 16000, 1)]
    public async Task What_was_encoded_comes_back(string codec, string? contentType, int rate, int channels)
    {
        byte[] file = await EncodedAsync(codec, rate, channels);
        await using IPcmSource source = await OpenAsync(new TrickleStream(file, 1000), contentType);
        Assert.Equal((rate, channels), (source.Rate, source.Channels));
        float[] decoded = await ReadAllAsync(source);
        Assert.InRange(decoded.Length / channels, 2 * rate - rate / 50, 2 * rate + rate / 50);
        Assert.InRange(Level(decoded), 0.25, 0.40);
    }

    [FfmpegFact]
    public async Task Frames_of_10_bytes_become_80_samples_at_8_kHz()
    {
        await using IPcmSource source = await OpenAsync(new MemoryStream(new byte[1000]), "audio/g729");
        Assert.Equal((8000, 1), (source.Rate, source.Channels));
        Assert.Equal(8000, (await ReadAllAsync(source)).Length);
        await UndecodableAsync(new byte[1005], "audio/g729");
    }

    [FfmpegFact]
    public async Task A_webm_file_that_is_cut_or_has_a_hole_is_an_error()
    {
        byte[] file = await EncodedAsync("libopus", 48000, 1);
        foreach (int length in new[] { 100, 300, file.Length / 3, file.Length / 2, file.Length - 1 })
        {
            await UndecodableAsync(file[..length], "audio/webm");
        }

        byte[] overwritten = [.. file];
        overwritten.AsSpan(file.Length / 2, 700).Fill(0x55);
        await UndecodableAsync(overwritten, "audio/webm");
        byte[] noise = new byte[20000];
        new Random(5).NextBytes(noise);
        await UndecodableAsync([.. file[..60], .. noise], "audio/webm");
    }

    [FfmpegFact]
    public async Task A_codec_that_contradicts_the_type_can_not_be_transcoded() =>
        await UndecodableAsync(await EncodedAsync("libopus", 48000, 1), "audio/webm;codecs=vorbis");

    [FfmpegFact]
    public async Task Pictures_beside_the_sound_are_left_out()
    {
        byte[] file = await FfmpegAsync(
            "-f", "lavfi", "-i", "sine=440:duration=2", "-f", "lavfi", "-i", "testsrc=duration=2:size=64x64:rate=5",
            "-c:a", "libopus", "-c:v", "libvpx", "-f", "webm", "pipe:1");
        Assert.InRange((await ReadAsync(file, "audio/webm")).Length, 95000, 97000);
    }

    /// <summary>Straight to the format: its own defence, without the look at the first bytes before it.</summary>
    [FfmpegTheory]
    [InlineData("ffconcat version 1.0\nfile '{0}'\n")]
    [InlineData("ffconcat version 1.0\nfile 'file:{0}'\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{0}\n#EXT-X-ENDLIST\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://{0}\n#EXT-X-ENDLIST\n")]
    public async Task A_playlist_can_not_make_it_read_other_files(string playlist)
    {
        string other = _folder.File("other.webm");
        await File.WriteAllBytesAsync(other, await EncodedAsync("libopus", 48000, 1));
        byte[] bytes = Encoding.UTF8.GetBytes(string.Format(null, CompositeFormat.Parse(playlist), other));
        FfmpegFormat format = new();
        AudioRejectedException error = await Assert.ThrowsAsync<AudioRejectedException>(() => format.OpenAsync(
            PipeReader.Create(new MemoryStream(bytes)), AudioContentType.Parse("audio/webm"), default).AsTask());
        Assert.Equal(400, error.Status);
        Assert.DoesNotContain(other, error.Message, StringComparison.Ordinal);
        // Its bytes are frames of the codec, and nothing else comes out.
        byte[] frames = [.. bytes, .. Enumerable.Repeat((byte)'\n', 200 - bytes.Length % 10)];
        await using IPcmSource source = await format.OpenAsync(
            PipeReader.Create(new MemoryStream(frames)), AudioContentType.Parse("audio/g729"), default);
        Assert.Equal(frames.Length / 10 * 80, (await ReadAllAsync(source)).Length);
    }

    [FfmpegFact]
    public async Task Samples_are_there_before_the_last_byte_has_arrived()
    {
        byte[] file = await EncodedAsync("libopus", 48000, 1, seconds: 20);
        Pipe pipe = new();
        TaskCompletionSource heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task sending = Task.Run(async () =>
        {
            await pipe.Writer.WriteAsync(file.AsMemory(0, file.Length * 3 / 4));
            await heard.Task;
            await pipe.Writer.WriteAsync(file.AsMemory(file.Length * 3 / 4));
            await pipe.Writer.CompleteAsync();
        });
        await using IPcmSource source = await TestAudio.Formats.OpenAsync(pipe.Reader, "audio/webm", default);
        Assert.NotEqual(0, await source.ReadAsync(new float[1000], default));
        heard.SetResult();
        Assert.InRange((await ReadAllAsync(source)).Length, 19 * 48000, 21 * 48000);
        await sending;
    }

    [FfmpegFact]
    public async Task A_broken_upload_is_its_own_error()
    {
        byte[] file = await EncodedAsync("libopus", 48000, 1);
        foreach (int arrived in new[] { 200, file.Length / 2, file.Length })
        {
            Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 0));
            await pipe.Writer.WriteAsync(file.AsMemory(0, arrived));
            await pipe.Writer.CompleteAsync(new IOException("reset"));
            IOException error = await Assert.ThrowsAsync<IOException>(async () =>
            {
                await using IPcmSource source = await TestAudio.Formats.OpenAsync(pipe.Reader, "audio/webm", default);
                await ReadAllAsync(source);
            });
            Assert.Equal("reset", error.Message);
        }
    }

    internal static Task<byte[]> EncodedAsync(string codec, int rate, int channels, int seconds = 2) => FfmpegAsync(
        "-f", "lavfi", "-i", $"aevalsrc=0.5*sin(2*PI*440*t):duration={seconds}:sample_rate={rate}",
        "-ac", $"{channels}", "-c:a", codec, "-f", "webm", "pipe:1");

    private static async Task<byte[]> FfmpegAsync(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(
            "ffmpeg", ["-hide_banner", "-nostdin", "-loglevel", "error", .. arguments])
        {
            RedirectStandardOutput = true,
        })!;
        using MemoryStream output = new();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output.ToArray();
    }

    /// <summary>Root mean square: of a sine of 0.5 it is 0.35.</summary>
    private static double Level(float[] samples) => Math.Sqrt(samples.Average(sample => (double)sample * sample));
}
