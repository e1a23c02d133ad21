using System.Diagnostics;
using System.Globalization;
using System.Text;
using SttPowerShell.Kills;

namespace SttPowerShell.Reliability;

/// <summary>How much memory a bulk run over many recordings takes, and one that finds all of them done.</summary>
internal sealed class BulkSize(string root, int recordings)
{
    private double _early;
    private double _late;
    private TimeSpan _elapsed;
    private TimeSpan _again;
    private double _againMost;

    public async Task RunAsync()
    {
        await using CountingService service = await CountingService.StartAsync(mostDelay: 0);
        using BulkTask task = new(root, service, recordings);
        Stopwatch watch = Stopwatch.StartNew();
        _ = await WatchAsync(task, megabytes =>
        {
            // The tenth part, when all code is loaded, and the end.
            if (service.Requests < recordings / 10) _early = megabytes;
            _late = megabytes;
        });
        _elapsed = watch.Elapsed;
        if (service.Requests != recordings) throw new InvalidOperationException($"{service.Requests} came.");
        watch.Restart();
        string output = await WatchAsync(task, megabytes => _againMost = Math.Max(_againMost, megabytes));
        _again = watch.Elapsed;
        if (service.Requests != recordings) throw new InvalidOperationException($"Some came again: {output}");
    }

    public void Write(StringBuilder text) => text.AppendLine(CultureInfo.InvariantCulture,
        $"{DateTime.UtcNow:yyyy-MM-dd}, {recordings:#,0} recordings in {_elapsed.TotalMinutes:0.0} minutes: the "
        + $"process held {_early:0} MB after the first tenth and {_late:0} MB at the end. Run again, with all of them "
        + $"finished, it ended after {_again.TotalSeconds:0.0} s, with the start of the process, and held "
        + $"{_againMost:0} MB at most.");

    private static async Task<string> WatchAsync(BulkTask task, Action<double> see)
    {
        using Process process = task.Start();
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            while (!process.HasExited)
            {
                process.Refresh();
                if (!process.HasExited) see(process.WorkingSet64 / 1e6);
                await Task.Delay(100);
            }
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException($"Exit code {process.ExitCode}: {await output} {await error}");
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
