using System.IO.Pipelines;
using System.Runtime.Versioning;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Audio.Ffmpeg;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Audio;

/// <summary>How the program is treated, with shell scripts in its place that misbehave as it wouldn't.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FfmpegProcessTests : IDisposable
{
    private static readonly byte[] WebM = [0x1A, 0x45, 0xDF, 0xA3, .. new byte[2_000_000]];

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_ffmpeg_the_answer_says_what_to_install()
    {
        foreach (string type in new[] { "audio/webm;codecs=opus", "audio/g729" })
        {
            AudioRejectedException error = await RejectedAsync(type);
            Assert.Equal(415, error.Status);
            Assert.Contains("apt-get install ffmpeg", error.Message, StringComparison.Ordinal);
            Assert.Contains(type.Split(';')[0], error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_runs_with_limits_and_without_our_environment()
    {
        Script($"{{ ulimit -v; ulimit -t; ulimit -c; pwd; /usr/bin/env; }} > '{_folder.File("seen")}'");
        await RejectedAsync();
        string[] seen = await File.ReadAllLinesAsync(_folder.File("seen"));
        Assert.Equal(["1048576", "300", "0", "/"], seen[..4]);
        // The shell that stands for it sets PWD and the like by itself.
        Assert.DoesNotContain(seen[4..], line =>
            !line.StartsWith("LC_ALL=C", StringComparison.Ordinal) && !line.StartsWith("PWD=", StringComparison.Ordinal)
            && !line.StartsWith("OLDPWD=", StringComparison.Ordinal) && !line.StartsWith("_=", StringComparison.Ordinal)
            && !line.StartsWith("SHLVL=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_first_complaint_is_the_reason_and_however_much_it_complains_it_comes_to_an_end()
    {
        Script("""
            echo "[matroska @ 0x55d0c0ffee] it is broken" >&2
            i=0; while [ $i -lt 3000 ]; do echo "and more and more and more and more and more" >&2; i=$((i+1)); done
            exit 1
            """);
        AudioRejectedException error = await RejectedAsync();
        Assert.Equal(400, error.Status);
        Assert.Equal(
            "unable to transcode data stream audio/webm -> audio/x-float-array (ffmpeg: it is broken)", error.Message);
    }

    [Fact]
    public async Task One_that_is_killed_can_not_look_like_short_audio()
    {
        await File.WriteAllBytesAsync(
            _folder.File("wav"), TestAudio.Wav(new byte[2000], dataSize: uint.MaxValue));
        Script($"cat '{_folder.File("wav")}'; kill -9 $$");
        await using IPcmSource source = await OpenAsync();
        AudioRejectedException error =
            await Assert.ThrowsAsync<AudioRejectedException>(() => TestAudio.ReadAllAsync(source));
        Assert.Equal(400, error.Status);
        Assert.Contains("137", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_kills_one_that_hangs_and_its_children()
    {
        Script($"/bin/sleep 1000 & echo \"$$ $!\" > '{_folder.File("ids.new")}'; "
            + $"mv '{_folder.File("ids.new")}' '{_folder.File("ids")}'; wait");
        using CancellationTokenSource cancel = new();
        Task<IPcmSource> opening = OpenAsync(cancel: cancel.Token);
        while (!File.Exists(_folder.File("ids"))) await Task.Delay(10);
        string[] ids = (await File.ReadAllTextAsync(_folder.File("ids"))).Split(' ', '\n')[..2];
        Assert.All(ids, id => Assert.True(IsRunning(id)));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        // Nobody waits for the child's child; it has been sent the signal, and dies when the kernel comes to it.
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (ids.Any(IsRunning)) await Task.Delay(10, limit.Token);
    }

    private static bool IsRunning(string id)
    {
        try
        {
            return !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Script(string body)
    {
        File.WriteAllText(_folder.File("ffmpeg"), $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(
            _folder.File("ffmpeg"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private Task<AudioRejectedException> RejectedAsync(string type = "audio/webm") =>
        Assert.ThrowsAsync<AudioRejectedException>(() => OpenAsync(type));

    private Task<IPcmSource> OpenAsync(string type = "audio/webm", CancellationToken cancel = default) =>
        new FfmpegFormat(() => _folder.Root).OpenAsync(
            PipeReader.Create(new MemoryStream(WebM)), AudioContentType.Parse(type), cancel).AsTask();
}
