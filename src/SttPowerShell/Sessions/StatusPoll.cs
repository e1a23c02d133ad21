namespace SttPowerShell.Sessions;

/// <summary>
/// Looks at several things again and again until each has come to its end: often at first and after each change, more
/// rarely the longer nothing changes, so that a wait is at most about a tenth longer than it must be.
/// </summary>
/// <param name="clock">What the pauses go by.</param>
/// <param name="timeout">How long to go on; null for as long as it takes.</param>
internal sealed class StatusPoll<T>(TimeProvider clock, TimeSpan? timeout)
    where T : class, IWatch
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.2);

    // At most twenty of them a second.
    private static readonly TimeSpan ForEach = TimeSpan.FromSeconds(0.05);

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>Looks at all of them, and gives those that had not come to their end in time.</summary>
    /// <param name="all">What to look at.</param>
    /// <param name="look">Looks at one; true when it has come to its end. Several run at once.</param>
    /// <param name="show">Called about every second with those that are waited for.</param>
    /// <param name="cancel">Ends it at once.</param>
    public async Task<IReadOnlyList<T>> RunAsync(
        IEnumerable<T> all, Func<T, CancellationToken, Task<bool>> look,
        Action<IReadOnlyList<T>> show, CancellationToken cancel)
    {
        List<T> waiting = [.. all];
        using CancellationTokenSource late = new(timeout ?? Timeout.InfiniteTimeSpan, clock);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            while (waiting.Count > 0)
            {
                await LookAtAllAsync(waiting, look, end.Token);
                if (waiting.Count > 0) await PauseAsync(waiting, show, end.Token);
            }
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
        }
        return waiting;
    }

    private static async Task LookAtAllAsync(
        List<T> waiting, Func<T, CancellationToken, Task<bool>> look, CancellationToken cancel)
    {
        using CancellationTokenSource round = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using SemaphoreSlim places = new(AtOnce);
        await Task.WhenAll(waiting.ToArray().Select(LookAsync));

        async Task LookAsync(T one)
        {
            await places.WaitAsync(round.Token);
            try
            {
                if (await look(one, round.Token)) waiting.Remove(one);
            }
            catch
            {
                // A pipeline that ends early throws when an object is written: nobody wants the others then.
                await round.CancelAsync();
                throw;
            }
            finally
            {
                places.Release();
            }
        }
    }

    private async Task PauseAsync(
        List<T> waiting, Action<IReadOnlyList<T>> show, CancellationToken cancel)
    {
        TimeSpan left = Pause(waiting);
        while (left > TimeSpan.Zero)
        {
            show(waiting);
            await Task.Delay(left < Tick ? left : Tick, clock, cancel);
            left -= Tick;
        }
    }

    private TimeSpan Pause(List<T> waiting)
    {
        TimeSpan longest = waiting.Min(one => one.LongestPause);
        TimeSpan least = ForEach * waiting.Count;
        if (least < Shortest) least = Shortest;
        TimeSpan pause = waiting.Min(one => clock.GetElapsedTime(one.Changed)) / 10;
        return pause < least ? least : pause > longest ? longest : pause;
    }
}
