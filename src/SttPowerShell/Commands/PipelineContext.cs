using System.Runtime.ExceptionServices;

namespace SttPowerShell.Commands;

/// <summary>
/// Runs one asynchronous step of a cmdlet on the pipeline thread: what comes after an await, and reports of
/// <see cref="Progress{T}"/>, are queued and run by the thread that waits for the step. PowerShell allows a cmdlet to
/// write only from that thread.
/// </summary>
internal sealed class PipelineContext : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Run, object? State)> _work = new();
    private bool _ended;

    /// <summary>Runs a step to its end and throws what it threw.</summary>
    public static void Run(Func<CancellationToken, Task> step, CancellationToken cancel)
    {
        SynchronizationContext? outer = Current;
        PipelineContext context = new();
        SetSynchronizationContext(context);
        try
        {
            context.RunToEnd(step(cancel));
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>Queues work; a report that comes after the step has ended is dropped.</summary>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_work)
        {
            if (_ended) return;
            _work.Enqueue((d, state));
            Monitor.Pulse(_work);
        }
    }

    public override SynchronizationContext CreateCopy() => this;

    private void RunToEnd(Task task)
    {
        _ = task.ContinueWith(_ => End(), TaskScheduler.Default);
        ExceptionDispatchInfo? thrown = null;
        while (Next() is (SendOrPostCallback run, var state))
        {
            try
            {
                run(state);
            }
            // Whatever a report threw (a stopped pipeline, mostly) is thrown once the step has ended.
#pragma warning disable CA1031
            catch (Exception e)
#pragma warning restore CA1031
            {
                thrown ??= ExceptionDispatchInfo.Capture(e);
            }
        }
        task.GetAwaiter().GetResult();
        thrown?.Throw();
    }

    private (SendOrPostCallback Run, object? State)? Next()
    {
        lock (_work)
        {
            while (_work.Count == 0 && !_ended) Monitor.Wait(_work);
            return _work.Count > 0 ? _work.Dequeue() : null;
        }
    }

    private void End()
    {
        lock (_work)
        {
            _ended = true;
            Monitor.Pulse(_work);
        }
    }
}
