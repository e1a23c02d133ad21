using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using SttPowerShell.LocalService.Hosting;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Audio.Ffmpeg;

/// <summary>
/// A running ffmpeg: audio is fed into its standard input as it arrives, and its standard output is read. It never
/// outlives its owner; if the service is killed, the end of its pipes ends it, or the next start of the service does.
/// </summary>
internal sealed class FfmpegProcess : IAsyncDisposable
{
    /// <summary>Address space in KiB: shared libraries take most of it, a decoder of sound little.</summary>
    private const int MostMemory = 1024 * 1024;

    /// <summary>
    /// Processor time in seconds; 100 MB of speech take some tens. There is no limit by the clock, because live audio
    /// lasts as long as people speak.
    /// </summary>
    private const int MostProcessorTime = 300;

    /// <summary>Characters kept of what it complains of; the first complaint is the one that explains.</summary>
    private const int MostErrors = 4000;

    /// <summary>How it tells that it left out a stream of pictures in a WebM file, as it was told to.</summary>
    private const string LeftOut = "not on whitelist";

    private readonly Process _process;
    private readonly PipeReader _audio;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _feeding;
    private readonly Task<string> _errors;
    private volatile bool _uploadFailed;

    private FfmpegProcess(Process process, PipeReader audio)
    {
        _process = process;
        _audio = audio;
        Output = PipeReader.Create(process.StandardOutput.BaseStream);
        _errors = ReadErrorsAsync(process.StandardError);
        _feeding = FeedAsync();
    }

    /// <summary>Its standard output.</summary>
    public PipeReader Output { get; }

    /// <summary>Starts the program with limits, in an environment without our keys.</summary>
    /// <exception cref="AudioRejectedException">It can't be started.</exception>
    public static FfmpegProcess Start(string path, IEnumerable<string> arguments, PipeReader audio)
    {
        // The shell sets the limits and is then replaced by the program, to which "$@" passes each argument as it is.
        string limits = $"ulimit -v {MostMemory} && ulimit -t {MostProcessorTime} && ulimit -c 0 && exec \"$@\"";
        ProcessStartInfo start = new("/bin/sh", ["-c", limits, "sh", path, .. arguments])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["LC_ALL"] = "C";
        ChildProcesses.Mark(start);
        try
        {
            return new FfmpegProcess(Process.Start(start)!, audio);
        }
        catch (Win32Exception e)
        {
            throw new AudioRejectedException(
                StatusCodes.Status503ServiceUnavailable, $"ffmpeg ('{path}') can't be started: {e.Message}");
        }
    }

    /// <summary>After the end of its output: why the audio isn't decoded completely, or null if it is.</summary>
    /// <exception cref="Exception">The upload broke: the failure to read it.</exception>
    public async Task<string?> FindDamageAsync(CancellationToken cancel)
    {
        await _process.WaitForExitAsync(cancel).ConfigureAwait(false);
        string errors = await _errors.WaitAsync(cancel).ConfigureAwait(false);
        if (_uploadFailed) await _feeding.WaitAsync(cancel).ConfigureAwait(false);
        string? complaint = errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(line => !line.Contains(LeftOut, StringComparison.Ordinal)
                && !line.StartsWith("Last message repeated", StringComparison.Ordinal));
        if (complaint is not null) return $"ffmpeg: {WithoutAddress(complaint)}";
        if (_process.ExitCode != 0) return $"ffmpeg ended with code {_process.ExitCode}: {errors.Trim()}";
        // What follows the audio has to arrive as well: a broken upload must fail.
        await _feeding.WaitAsync(cancel).ConfigureAwait(false);
        return null;
    }

    /// <summary>Kills the program if it still runs, and waits until nobody reads the audio any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Kill();
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        await _feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ((Task)_errors).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Output.CompleteAsync().ConfigureAwait(false);
        _process.Dispose();
        _stopping.Dispose();
    }

    private async Task FeedAsync()
    {
        try
        {
            Stream input = _process.StandardInput.BaseStream;
            bool reading = true, completed;
            do
            {
                ReadResult result = await _audio.ReadAsync(_stopping.Token).ConfigureAwait(false);
                foreach (ReadOnlyMemory<byte> part in result.Buffer)
                {
                    reading = reading && await WriteAsync(input, part, _stopping.Token).ConfigureAwait(false);
                }

                _audio.AdvanceTo(result.Buffer.End);
                completed = result.IsCompleted;
            }
            while (!completed);
            await input.DisposeAsync().ConfigureAwait(false);
        }
        catch
        {
            _uploadFailed = true;
            Kill();
            throw;
        }
    }

    /// <returns>False if the program doesn't read any more: its exit code says why.</returns>
    private static async Task<bool> WriteAsync(Stream input, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        try
        {
            await input.WriteAsync(bytes, cancel).ConfigureAwait(false);
            await input.FlushAsync(cancel).ConfigureAwait(false);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Reads to the end, because a program that nobody listens to would come to stand.</summary>
    private static async Task<string> ReadErrorsAsync(StreamReader reader)
    {
        StringBuilder kept = new();
        char[] buffer = new char[1024];
        int count;
        while ((count = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            kept.Append(buffer.AsSpan(0, Math.Min(count, MostErrors - kept.Length)));
        }

        return kept.ToString();
    }

    /// <summary>Lines begin with the part of the program that speaks and its address in memory, in brackets.</summary>
    private static string WithoutAddress(string line)
    {
        int end = line.StartsWith('[') ? line.IndexOf(']', StringComparison.Ordinal) : -1;
        return line[(end + 1)..].Trim();
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }
}
