using System.Diagnostics;
using System.Globalization;

namespace SttPowerShell.LocalService;

/// <summary>Finds the service of a data directory, or starts it, and waits until it can recognise speech.</summary>
/// <param name="dataDirectory">A full path.</param>
/// <param name="port">The port to listen at; 0 lets the system choose.</param>
/// <param name="exitWhenUnused">
/// Whether a service that is started here ends soon after its last client; if not, one that runs already is kept too.
/// </param>
/// <param name="limit">How long starting may take.</param>
/// <param name="status">Takes what the service says that it is doing.</param>
internal sealed class LocalServiceLauncher(
    string dataDirectory, int port, bool exitWhenUnused, TimeSpan limit, IProgress<string> status)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly long _begun = Stopwatch.GetTimestamp();

    /// <exception cref="LocalServiceException">It can't be started, or it can't recognise.</exception>
    public async Task<RunningService> EnsureAsync(CancellationToken cancel)
    {
        while (true)
        {
            RunningService? running = await RunningService.FindAsync(dataDirectory, cancel);
            if (running is null || !IsUsable(running)) running = await StartAsync(cancel);
            running = await WaitUntilReadyAsync(running, cancel);
            if (exitWhenUnused || await running.TryKeepAsync(cancel)) return running;
            await WaitAsync("the one that ran is just ending", cancel);
        }
    }

    // One that can't recognise is replaced too, since what it lacked may have been installed meanwhile.
    private static bool IsUsable(RunningService running)
        => running.Endpoint.Version == RunningService.OwnVersion && running.Answer.Error is null;

    private async Task<RunningService> StartAsync(CancellationToken cancel)
    {
        status.Report("Starting");
        MakeDirectory();
        await using FileStream held = await LockAsync(cancel);
        RunningService? other = await RunningService.FindAsync(dataDirectory, cancel);
        if (other is not null && IsUsable(other)) return other;
        if (other is not null) await other.StopAsync(cancel);

        using ServiceProcess process = ServiceProcess.Start(dataDirectory, port, exitWhenUnused);
        while (true)
        {
            RunningService? started = await RunningService.FindAsync(dataDirectory, cancel);
            if (started is not null) return started;
            if (process.HasExited)
            {
                throw new LocalServiceException("LocalServiceStartFailed",
                    "The local service ended while it was starting. It wrote:"
                    + Environment.NewLine + process.LastWords(),
                    $"Its whole log is {Path.Combine(dataDirectory, "service.log")}.");
            }
            await WaitAsync("it doesn't listen yet", cancel);
        }
    }

    private async Task<RunningService> WaitUntilReadyAsync(RunningService running, CancellationToken cancel)
    {
        while (!running.Answer.Ready)
        {
            if (running.Answer.Error is string error)
            {
                throw new LocalServiceException("LocalServiceNotReady",
                    $"The local service can't recognise speech: {error}",
                    $"When that is mended, try again. Its log is {Path.Combine(dataDirectory, "service.log")}.");
            }
            string doing = running.Answer.Status ?? "starting";
            status.Report(doing);
            await WaitAsync(doing, cancel);
            running = await RunningService.FindAsync(dataDirectory, cancel)
                ?? throw new LocalServiceException("LocalServiceStartFailed",
                    "The local service ended while it was getting ready.",
                    $"Its log is {Path.Combine(dataDirectory, "service.log")}.");
        }
        return running;
    }

    private void MakeDirectory()
    {
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(dataDirectory);
            else Directory.CreateDirectory(dataDirectory,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(e);
        }
    }

    // Two commands at once start one service.
    private async Task<FileStream> LockAsync(CancellationToken cancel)
    {
        string path = Path.Combine(dataDirectory, "start.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException e)
            {
                throw Unusable(e);
            }
            // Held by another: EWOULDBLOCK of flock(2), 11 on Linux and 35 on macOS, or Windows' sharing violation.
            catch (IOException e) when (e.HResult is 11 or 35 or unchecked((int)0x80070020))
            {
                await WaitAsync("another command is starting it", cancel);
            }
            catch (IOException e)
            {
                throw Unusable(e);
            }
        }
    }

    private async Task WaitAsync(string doing, CancellationToken cancel)
    {
        if (Stopwatch.GetElapsedTime(_begun) > limit)
        {
            string seconds = limit.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            throw new LocalServiceException("LocalServiceStartTimeout",
                $"The local service was not ready after {seconds} s: {doing}.",
                "Give it more time with Start-SttLocalService -Timeout, or see its log, "
                + $"{Path.Combine(dataDirectory, "service.log")}.");
        }
        await Task.Delay(Pause, cancel);
    }

    private LocalServiceException Unusable(Exception e) => new(
        "DataDirectoryUnusable", $"The data directory '{dataDirectory}' can't be used: {e.Message}",
        "Give another one with -DataDirectory.", e);
}
