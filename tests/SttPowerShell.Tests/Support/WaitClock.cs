using Microsoft.Extensions.Time.Testing;

namespace SttPowerShell.Tests.Support;

/// <summary>
/// A clock that is moved by hand and knows whether anybody waits by it. On a busy machine a command may take seconds
/// to begin and a request to be answered; a clock that ran meanwhile would count them as waiting.
/// </summary>
internal sealed class WaitClock : FakeTimeProvider
{
    private int _waits;

    /// <summary>Whether a pause or a time limit is running.</summary>
    public bool IsWaitedBy => Volatile.Read(ref _waits) > 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan) return base.CreateTimer(callback, state, dueTime, period);
        Interlocked.Increment(ref _waits);
        Wait wait = new(this);
        wait.Timer = base.CreateTimer(Fire, null, dueTime, period);
        return wait;

        void Fire(object? _)
        {
            wait.End();
            callback(state);
        }
    }

    private sealed class Wait(WaitClock clock) : ITimer
    {
        private int _ended;

        public ITimer? Timer { get; set; }

        public void End()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0) Interlocked.Decrement(ref clock._waits);
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
