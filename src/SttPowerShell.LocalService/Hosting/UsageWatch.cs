namespace SttPowerShell.LocalService.Hosting;

/// <summary>
/// Counts who uses the service, and says when nobody has for a while: 10 s after the last attachment or request has
/// ended, and for a service that nobody has attached to yet not before 60 s after its start.
/// </summary>
internal sealed class UsageWatch : IDisposable
{
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    internal static readonly TimeSpan FirstGrace = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly Action _unused;
    private readonly long _started;
    private readonly ITimer _timer;
    private int _users;
    private bool _everAttached;
    private bool _kept;
    private bool _ended;

    /// <summary>Begins to watch; <paramref name="unused"/> is called once the service is unused.</summary>
    public UsageWatch(TimeProvider clock, Action unused)
    {
        _clock = clock;
        _unused = unused;
        _started = clock.GetTimestamp();
        _timer = clock.CreateTimer(_ => Check(), null, FirstGrace, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A client that means to go on using the service, until it is disposed.</summary>
    public IDisposable Attach() => Enter(attaches: true);

    /// <summary>A request that is running, until it is disposed.</summary>
    public IDisposable Request() => Enter(attaches: false);

    /// <summary>Ends the watch: the service is never called unused. False if it has been already.</summary>
    public bool TryKeep()
    {
        lock (_gate)
        {
            _kept = !_ended;
            return _kept;
        }
    }

    public void Dispose() => _timer.Dispose();

    private Usage Enter(bool attaches)
    {
        lock (_gate)
        {
            _users++;
            _everAttached |= attaches;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        return new Usage(this);
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_users > 0) return;
            TimeSpan first = _everAttached ? TimeSpan.Zero : FirstGrace - _clock.GetElapsedTime(_started);
            _timer.Change(first > Grace ? first : Grace, Timeout.InfiniteTimeSpan);
        }
    }

    private void Check()
    {
        lock (_gate)
        {
            // A request may have come between the timer's firing and here.
            if (_users > 0 || _kept) return;
            _ended = true;
        }
        _unused();
    }

    private sealed class Usage(UsageWatch watch) : IDisposable
    {
        private UsageWatch? _watch = watch;

        public void Dispose() => Interlocked.Exchange(ref _watch, null)?.Leave();
    }
}
