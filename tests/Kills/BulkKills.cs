using System.Diagnostics;

namespace SttPowerShell.Kills;

/// <summary>
/// Kills the process of a bulk recognition at random, again and again, and looks each time at what is there; at last it
/// may finish.
/// </summary>
/// <param name="task">The recognition.</param>
/// <param name="service">Its service.</param>
/// <param name="kills">How often to kill it.</param>
/// <param name="random">When.</param>
public sealed class BulkKills(BulkTask task, CountingService service, int kills, Random random)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);

    private readonly Dictionary<int, int> _finished = [];
    private readonly List<string> _faults = [];

    public async Task<KillResult> RunAsync()
    {
        Stopwatch watch = Stopwatch.StartNew();
        for (int kill = 1; kill <= kills; kill++)
        {
            await KillAsync(kills - kill);
            Look($"after kill {kill}");
        }
        int before = _finished.Count;
        (int exitCode, string output, string error) = await task.RunAsync();
        if (exitCode != 0) _faults.Add($"the last run ended with {exitCode}: {output} {error}");
        Look("at the end");
        if (_finished.Count != task.Recordings) _faults.Add($"{_finished.Count} recordings are finished");
        _faults.AddRange(task.Strays().Select(path => $"missing or not expected: {path}"));
        return new KillResult(task.Recordings, kills, before, service.Requests, watch.Elapsed, _faults);
    }

    /// <param name="left">How many kills come after this one.</param>
    private async Task KillAsync(int left)
    {
        // As many recordings in each run as let some remain for the others.
        int remaining = task.Recordings - _finished.Count;
        int after = service.Requests + random.Next(1, Math.Max(2, 2 * remaining / (left + 3)));
        using Process process = task.Start();
        using CancellationTokenSource limit = new(s_limit);
        _ = process.StandardOutput.ReadToEndAsync(limit.Token);
        _ = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            while (service.Requests < after && !process.HasExited) await Task.Delay(1, limit.Token);
            await Task.Delay(random.Next(50), limit.Token);
            bool isDone = process is { HasExited: true, ExitCode: 0 } && task.Finished().Count == task.Recordings;
            if (process.HasExited && !isDone) _faults.Add($"a run ended before it was killed, with {process.ExitCode}");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private void Look(string when)
    {
        foreach ((int number, int count) in _finished)
        {
            int now = service.CountOf(number);
            if (now != count) _faults.Add($"{when}: {number} was finished and came {now - count} times more");
        }
        HashSet<int> finished = task.Finished();
        (HashSet<int> named, List<string> torn) = task.Files();
        _faults.AddRange(torn.Select(path => $"{when}: torn: {path}"));
        _faults.AddRange(named.Except(finished).Select(number => $"{when}: {number} has files and isn't finished"));
        _faults.AddRange(_finished.Keys.Except(finished).Select(number => $"{when}: {number} isn't finished any more"));
        foreach (int number in finished) _finished[number] = service.CountOf(number);
    }
}
