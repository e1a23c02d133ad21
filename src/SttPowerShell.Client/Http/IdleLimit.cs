namespace SttPowerShell.Client.Http;

/// <summary>A time limit that begins anew whenever something happens.</summary>
internal sealed class IdleLimit(TimeProvider clock) : IDisposable
{
    private readonly CancellationTokenSource _source = new(Timeout.InfiniteTimeSpan, clock);

    public CancellationToken Token => _source.Token;

    /// <summary>The limit that is running or has run out.</summary>
    public TimeSpan Limit { get; private set; } = Timeout.InfiniteTimeSpan;

    public bool RanOut => _source.IsCancellationRequested;

    public void Restart(TimeSpan limit)
    {
        if (RanOut) return;
        Limit = limit;
        _source.CancelAfter(limit);
    }

    /// <summary>Stops the limit while the other side owes nothing.</summary>
    public void Pause() => Restart(Timeout.InfiniteTimeSpan);

    public void Dispose() => _source.Dispose();
}
