using Microsoft.Extensions.Time.Testing;

namespace SttPowerShell.Tests.Support;

/// <summary>
/// A clock that is moved by hand and knows whether anybody waits by it. On a busy machine a command may take seconds
/// to begin and a request to be answered; a clock that ran meanwhile would count them as waiting.
/// </summary>
internal sealed class WaitClock : FakeTimeProvider
{
    // A poll pauses for at most a second at a time; longer timers are limits.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private int _waits;
    private int _pauses;

    /// <summary>Whether a pause or a time limit is running.</summary>
    public bool IsWaitedBy => Volatile.Read(ref _waits) > 0;

    /// <summary>Whether a pause is running: nothing else is done meanwhile.</summary>
    public bool IsPausedBy => Volatile.Read(ref _pauses) > 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan) return base.CreateTimer(callback, state, dueTime, period);
        Wait wait = new(this, dueTime <= LongestPause);
        wait.Timer = base.CreateTimer(Fire, null, dueTime, period);
        return wait;

        void Fire(object? _)
        {
            wait.End();
            callback(state);
        }
    }

    private sealed class Wait : ITimer
    {
        private readonly WaitClock _clock;
        private readonly bool _isPause;
        private int _ended;

        public Wait(WaitClock clock, bool isPause)
        {
            (_clock, _isPause) = (clock, isPause);
            Interlocked.Increment(ref clock._waits);
            if (isPause) Interlocked.Increment(ref clock._pauses);
        }

        public ITimer? Timer { get; set; }

        public void End()
        {
            if (Interlocked.Exchange(ref _ended, 1) != 0) return;
            Interlocked.Decrement(ref _clock._waits);
            if (_isPause) Interlocked.Decrement(ref _clock._pauses);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => Timer!.Change(dueTime, period);

        public void Dispose()
        {
            End();
            Timer?.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
