namespace SttPowerShell.Sessions;

/// <summary>
/// Looks at several models again and again until each has come to its end: often at first and after each change, more
/// rarely the longer nothing changes, so that a wait is at most about a tenth longer than it must be.
/// </summary>
/// <param name="clock">What the pauses go by.</param>
/// <param name="timeout">How long to go on; null for as long as it takes.</param>
internal sealed class ModelPoll(TimeProvider clock, TimeSpan? timeout)
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.2);

    // What the API's documentation advises (contract section 8).
    private static readonly TimeSpan LongestForLanguage = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestForAcoustic = TimeSpan.FromSeconds(60);

    // At most twenty models a second.
    private static readonly TimeSpan ForEachModel = TimeSpan.FromSeconds(0.05);

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>Looks at the models, and gives those that had not come to their end in time.</summary>
    /// <param name="models">The models.</param>
    /// <param name="look">Looks at one model; true when it has come to its end. Several run at once.</param>
    /// <param name="show">Called about every second with the models that are waited for.</param>
    /// <param name="cancel">Ends it at once.</param>
    public async Task<IReadOnlyList<ModelWatch>> RunAsync(
        IEnumerable<ModelWatch> models, Func<ModelWatch, CancellationToken, Task<bool>> look,
        Action<IReadOnlyList<ModelWatch>> show, CancellationToken cancel)
    {
        List<ModelWatch> waiting = [.. models];
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
        List<ModelWatch> waiting, Func<ModelWatch, CancellationToken, Task<bool>> look, CancellationToken cancel)
    {
        using CancellationTokenSource round = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using SemaphoreSlim places = new(AtOnce);
        await Task.WhenAll(waiting.ToArray().Select(LookAsync));

        async Task LookAsync(ModelWatch model)
        {
            await places.WaitAsync(round.Token);
            try
            {
                if (await look(model, round.Token)) waiting.Remove(model);
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
        List<ModelWatch> waiting, Action<IReadOnlyList<ModelWatch>> show, CancellationToken cancel)
    {
        TimeSpan left = Pause(waiting);
        while (left > TimeSpan.Zero)
        {
            show(waiting);
            await Task.Delay(left < Tick ? left : Tick, clock, cancel);
            left -= Tick;
        }
    }

    private TimeSpan Pause(List<ModelWatch> waiting)
    {
        bool language = waiting.Exists(m => m.Model.Type == SttModelType.Language);
        TimeSpan longest = language ? LongestForLanguage : LongestForAcoustic;
        TimeSpan least = ForEachModel * waiting.Count;
        if (least < Shortest) least = Shortest;
        TimeSpan pause = waiting.Min(m => clock.GetElapsedTime(m.Changed)) / 10;
        return pause < least ? least : pause > longest ? longest : pause;
    }
}
