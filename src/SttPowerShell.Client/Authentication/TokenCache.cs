namespace SttPowerShell.Client.Authentication;

/// <summary>
/// Keeps one token for all callers: one fetch at a time however many wait, renewed behind their backs while the old
/// token is good, and no storm of fetches when the token service fails.
/// </summary>
internal sealed class TokenCache : IDisposable
{
    /// <summary>How long a renewal waits after a failed one, and a refused new token counts as final.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    /// <summary>How long callers without any token share the last failure instead of asking again.</summary>
    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(5);

    private readonly Func<CancellationToken, Task<AccessToken>> _fetch;
    private readonly TimeProvider _clock;
    private readonly object _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopped;
    private AccessToken? _current;
    private Task<AccessToken>? _fetching;
    private DateTimeOffset _failed = DateTimeOffset.MinValue;
    private DateTimeOffset _invalidated = DateTimeOffset.MinValue;

    public TokenCache(Func<CancellationToken, Task<AccessToken>> fetch, TimeProvider clock)
    {
        _fetch = fetch;
        _clock = clock;
        _stopped = _stop.Token;
    }

    /// <summary>A token that is good now.</summary>
    /// <exception cref="OperationCanceledException">
    /// The caller gave up, or the fetch that it began says that it can't be made from where it was begun.
    /// </exception>
    public async ValueTask<string> GetAsync(CancellationToken cancel)
    {
        while (true)
        {
            (string? token, Task<AccessToken>? fetching, bool isOwn) = Look();
            if (token is not null) return token;

            // A caller that gives up must not cancel the fetch for the others.
            try
            {
                return (await fetching!.WaitAsync(cancel).ConfigureAwait(false)).Value;
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                // The fetch couldn't be made where it was begun; then it is begun again from here, unless all ends.
                ObjectDisposedException.ThrowIf(_stopped.IsCancellationRequested, this);
                if (isOwn) throw;
            }
        }
    }

    /// <summary>
    /// Forgets a token that the service refused. False if that can't help: it had already replaced a refused one a
    /// moment ago, so it is not the token's age that displeases.
    /// </summary>
    public bool Invalidate(string refused)
    {
        lock (_gate)
        {
            // Compared before it is cleared: of two refusals of the same token only the first causes a fetch.
            if (_current?.Value != refused) return true;
            DateTimeOffset now = _clock.GetUtcNow();
            if (now < _invalidated + Pause) return false;
            _invalidated = now;
            _current = null;
            if (_fetching is { IsCompleted: true }) _fetching = null;
            return true;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_stopped.IsCancellationRequested) return;
            _stop.Cancel();
        }

        _stop.Dispose();
    }

    /// <summary>A usable token, or the fetch to wait for and whether it was begun here.</summary>
    private (string? Token, Task<AccessToken>? Fetching, bool IsOwn) Look()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopped.IsCancellationRequested, this);
            DateTimeOffset now = _clock.GetUtcNow();
            AccessToken? usable = _current is { } token && now < token.ExpiresAt ? token : null;
            bool wantsFetch = usable is null
                ? _fetching is null || (_fetching.IsCompleted && now >= _failed + ShortPause)
                : now >= usable.RefreshAt && (_fetching is null || _fetching.IsCompleted) && now >= _failed + Pause;
            if (wantsFetch) _fetching = StartFetch();
            return (usable?.Value, _fetching, wantsFetch);
        }
    }

    private Task<AccessToken> StartFetch()
    {
        Task<AccessToken> task = Task.Run(FetchAsync, CancellationToken.None);

        // A renewal behind the callers' backs has nobody who would look at its failure.
        _ = task.ContinueWith(
            static failed => failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return task;
    }

    private async Task<AccessToken> FetchAsync()
    {
        try
        {
            AccessToken token = await _fetch(_stopped).ConfigureAwait(false);
            lock (_gate)
            {
                _current = token;
                _failed = DateTimeOffset.MinValue;
                _fetching = null;
            }

            return token;
        }
        catch (OperationCanceledException)
        {
            lock (_gate) _fetching = null;
            throw;
        }
        catch (Exception)
        {
            lock (_gate) _failed = _clock.GetUtcNow();
            throw;
        }
    }
}
