using Microsoft.Extensions.Time.Testing;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Audio.SoundFile;
using SttPowerShell.LocalService.Engine.Supply;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Audio;

public sealed class SoundFileSupplyTests : IDisposable
{
    private static readonly byte[] Flac = [.. "fLaC"u8, .. new byte[200]];

    private readonly TemporaryDirectory _cache = new();
    private readonly FakeTimeProvider _clock = new();
    private int _runs;

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task Without_apt_the_answer_says_which_package_to_install()
    {
        using SoundFileSupply supply = Supply((command, _) =>
            throw new FileNotFoundException($"There is no program '{command.Program}'."));
        foreach (string type in new[] { "audio/flac", "audio/ogg;codecs=opus", "audio/mp3" })
        {
            AudioRejectedException error = await RejectedAsync(supply, type);
            Assert.Equal(415, error.Status);
            Assert.Contains("apt-get install libsndfile1", error.Message, StringComparison.Ordinal);
            Assert.Contains("audio/wav", error.Message, StringComparison.Ordinal);
            Assert.Contains(type.Split(';')[0], error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_failed_download_is_told_and_tried_again_after_a_while()
    {
        using SoundFileSupply supply = Supply((_, _) => Task.FromResult(new ToolResult(100, "no network")));
        AudioRejectedException error = await RejectedAsync(supply, "audio/flac");
        Assert.Equal(415, error.Status);
        Assert.Contains("no network", error.Message, StringComparison.Ordinal);

        int first = _runs;
        await RejectedAsync(supply, "audio/flac");
        Assert.Equal(first, _runs);
        _clock.Advance(TimeSpan.FromSeconds(31));
        await RejectedAsync(supply, "audio/flac");
        Assert.Equal(2 * first, _runs);
    }

    [Fact]
    public async Task Many_who_ask_at_once_cause_one_download_and_one_who_gives_up_does_not_end_it()
    {
        TaskCompletionSource<ToolResult> download = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using SoundFileSupply supply = Supply((_, _) => download.Task);
        using CancellationTokenSource cancel = new();
        Task impatient = supply.LoadAsync(cancel.Token);
        Task[] others = [.. Enumerable.Range(0, 10).Select(_ => supply.LoadAsync(default))];
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.All(others, other => Assert.False(other.IsCompleted));

        download.SetResult(new ToolResult(100, "no network"));
        foreach (Task other in others) await Assert.ThrowsAnyAsync<Exception>(() => other);
        // Download, update of the lists, download.
        Assert.Equal(3, _runs);
    }

    [Fact]
    public async Task Nothing_is_looked_for_before_audio_needs_it()
    {
        using SoundFileSupply supply = new(
            Packages((_, _) => throw new InvalidOperationException()), () => throw new InvalidOperationException(),
            _clock);
        AudioFormats formats = new([new WavFormat(), new SoundFileFormat(supply)]);
        byte[] wav = TestAudio.Wav(TestAudio.Int16(TestAudio.Sine(440, 16000, 0.1)));
        await using IPcmSource source = await formats.OpenAsync(
            System.IO.Pipelines.PipeReader.Create(new MemoryStream(wav)), "audio/wav", default);
        Assert.Equal(1600, (await TestAudio.ReadAllAsync(source)).Length);
    }

    private SoundFileSupply Supply(ToolRunner run) => new(Packages(run), () => false, _clock);

    private DebianPackages Packages(ToolRunner run) => new(_cache.Root, (command, cancel) =>
    {
        Interlocked.Increment(ref _runs);
        return run(command, cancel);
    });

    private static Task<AudioRejectedException> RejectedAsync(SoundFileSupply supply, string type) =>
        Assert.ThrowsAsync<AudioRejectedException>(() => new AudioFormats([new SoundFileFormat(supply)]).OpenAsync(
            System.IO.Pipelines.PipeReader.Create(new MemoryStream(
                type == "audio/flac" ? Flac : type == "audio/mp3" ? [.. "ID3"u8, .. Flac] : [.. "OggS"u8, .. Flac])),
            type, default).AsTask());
}
