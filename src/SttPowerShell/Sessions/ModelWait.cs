namespace SttPowerShell.Sessions;

/// <summary>
/// One wait for the service to finish with a custom model: with analysing its data, training it, or upgrading it. It
/// asks after 0.2 s, then less and less often, every 5 s in the end. The limit counts from the making of the object.
/// All of it runs in the caller's context, so that reports may write to the pipeline, and several may run at once.
/// </summary>
/// <param name="session">The model's session.</param>
/// <param name="limit">In seconds; null for none.</param>
/// <param name="report">
/// Told what goes on ("is being trained") and for how long it was waited, at least once a second.
/// </param>
/// <param name="clock">Another clock than the system's, for tests.</param>
internal sealed class ModelWait(
    SttSession session, double? limit, Action<string, TimeSpan>? report = null, TimeProvider? clock = null)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReportPause = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly long _start = (clock ?? TimeProvider.System).GetTimestamp();
    private TimeSpan _pause = TimeSpan.FromSeconds(0.2);

    /// <summary>How long it has been waited.</summary>
    public TimeSpan Elapsed => _clock.GetElapsedTime(_start);

    /// <summary>Waits until the model takes the next request, and gives it as it is then, in whatever status.</summary>
    /// <param name="model">The model.</param>
    /// <param name="dataWasAdded">
    /// Whether data is known to have been added that can't be asked for itself, as words: then pending is no end.
    /// </param>
    /// <param name="cancel">Stops the wait.</param>
    /// <exception cref="ModelWaitException">The time is up.</exception>
    public Task<SttCustomModel> UntilIdleAsync(SttCustomModel model, bool dataWasAdded, CancellationToken cancel)
        => UntilAsync(
            $"the custom model '{model}'",
            async () =>
            {
                SttCustomModel now = await new CustomModelFinder(session).GetAsync(model.Id, model.Type, cancel);
                return (now, await ModelActivity.FindAsync(session, now, dataWasAdded, cancel));
            },
            cancel);

    /// <summary>Asks again and again until nothing goes on any more, and gives the last answer.</summary>
    /// <param name="subject">What is waited for, for the error.</param>
    /// <param name="ask">Gives an answer and what goes on, to follow on the subject; null if nothing does.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <exception cref="ModelWaitException">The time is up.</exception>
    public async Task<T> UntilAsync<T>(
        string subject, Func<Task<(T Answer, string? Activity)>> ask, CancellationToken cancel)
    {
        while (true)
        {
            (T answer, string? activity) = await ask();
            if (activity is null) return answer;
            await PauseAsync(subject, activity, cancel);
        }
    }

    /// <summary>Pauses before the next question, longer than the last time.</summary>
    /// <param name="subject">What is waited for, for the error.</param>
    /// <param name="activity">What goes on, to follow on the subject.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <exception cref="ModelWaitException">The time is up.</exception>
    public async Task PauseAsync(string subject, string activity, CancellationToken cancel)
    {
        TimeSpan left = limit is double seconds ? TimeSpan.FromSeconds(seconds) - Elapsed : TimeSpan.MaxValue;
        if (left <= TimeSpan.Zero) throw new ModelWaitException(subject, activity, limit!.Value);
        TimeSpan end = Elapsed + (_pause < left ? _pause : left);
        for (TimeSpan rest = end - Elapsed; rest > TimeSpan.Zero; rest = end - Elapsed)
        {
            report?.Invoke(activity, Elapsed);
            await Task.Delay(rest < ReportPause ? rest : ReportPause, _clock, cancel);
        }
        _pause = _pause * 1.5 < Longest ? _pause * 1.5 : Longest;
    }
}

/// <summary>The service was still at work on something when the time to wait for it was up.</summary>
internal sealed class ModelWaitException(string subject, string activity, double limit)
    : Exception($"{subject} {activity}")
{
    /// <summary>What was waited for.</summary>
    public string Subject => subject;

    /// <summary>What still goes on, to follow on the subject: "is being trained".</summary>
    public string Activity => activity;

    /// <summary>In seconds.</summary>
    public double Limit => limit;
}
