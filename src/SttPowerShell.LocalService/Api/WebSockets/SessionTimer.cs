namespace SttPowerShell.LocalService.Api.WebSockets;

/// <summary>
/// The session timeout: 30 s in which the client sends nothing and gets no result (contract section 6). It runs only
/// while the service waits for the client.
/// </summary>
internal sealed class SessionTimer : IDisposable
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ITimer _timer;
    private volatile TaskCompletionSource _expired = new();
    private volatile bool _runs;

    public SessionTimer(TimeProvider clock) => _timer = clock.CreateTimer(
        _ => _expired.TrySetResult(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Begins to wait for the client.</summary>
    /// <returns>Ends when the client took too long.</returns>
    public Task Start()
    {
        _expired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _runs = true;
        _timer.Change(Limit, Timeout.InfiniteTimeSpan);
        return _expired.Task;
    }

    /// <summary>The client was sent a result: it need not send anything for another while.</summary>
    public void Extend()
    {
        if (_runs) _timer.Change(Limit, Timeout.InfiniteTimeSpan);
    }

    public void Stop()
    {
        _runs = false;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();
}
