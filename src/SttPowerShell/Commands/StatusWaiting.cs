using System.Management.Automation;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>
/// The waiting of a cmdlet: for each thing at most once, with progress while it lasts, and an error for each that has
/// not come to its end in time.
/// </summary>
/// <param name="kind">What several of them are called.</param>
/// <param name="timeout">Seconds; null for as long as it takes.</param>
/// <param name="timedOut">The error of one that took longer.</param>
internal class StatusWaiting<T>(string kind, double? timeout, Func<T, double, ErrorRecord> timedOut)
    where T : class, IWatch
{
    private readonly Dictionary<(SttSession, string Id), T> _all = [];

    /// <summary>Adds what shall be waited for, if it isn't yet.</summary>
    protected void Add(string id, T watch) => _all.TryAdd((watch.Session, id), watch);

    /// <summary>Looks at all of them until each has come to its end.</summary>
    /// <param name="cmdlet">The cmdlet that waits.</param>
    /// <param name="look">Whether one has. A call that fails in it is its end, too.</param>
    /// <param name="cancel">Ends it at once.</param>
    /// <returns>Whether all came to their ends; else errors tell what kept them from it.</returns>
    public async Task<bool> RunAsync(Cmdlet cmdlet, Func<T, CancellationToken, Task<bool>> look, CancellationToken cancel)
    {
        if (_all.Count == 0) return true;
        TimeProvider clock = _all.Values.First().Session.Clock;
        StatusPoll<T> poll = new(clock, timeout is double seconds ? TimeSpan.FromSeconds(seconds) : null);
        WaitProgress progress = new(cmdlet, kind, _all.Count, clock);
        bool failed = false;
        IReadOnlyList<T> late;
        try
        {
            late = await poll.RunAsync(_all.Values, LookAsync, progress.Show, cancel);
        }
        finally
        {
            progress.Complete();
        }
        foreach (T one in late) cmdlet.WriteError(timedOut(one, timeout!.Value));
        return !failed && late.Count == 0;

        async Task<bool> LookAsync(T one, CancellationToken end)
        {
            bool ended = false;
            ErrorRecord? failure = await SttCmdlet.FailureAsync(one.Target, one.Session,
                async () => ended = await look(one, end));
            if (failure is null) return ended;
            cmdlet.WriteError(failure);
            return failed = true;
        }
    }
}
