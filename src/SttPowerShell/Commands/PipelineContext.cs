using System.Management.Automation;
using System.Runtime.ExceptionServices;

namespace SttPowerShell.Commands;

/// <summary>
/// Runs one asynchronous step of a cmdlet on the pipeline thread: what comes after an await, and reports of
/// <see cref="Progress{T}"/>, are queued and run by the thread that waits for the step. PowerShell allows a cmdlet to
/// write only from that thread.
/// </summary>
internal sealed class PipelineContext : SynchronizationContext
{
    private static readonly AsyncLocal<PipelineContext?> Running = new();

    private readonly Queue<(SendOrPostCallback Run, object? State)> _work = new();
    private bool _ended;

    /// <summary>Runs a step to its end and throws what it threw.</summary>
    public static void Run(Func<CancellationToken, Task> step, CancellationToken cancel)
    {
        SynchronizationContext? outer = Current;
        PipelineContext context = new();
        SetSynchronizationContext(context);
        PipelineContext? outerRunning = Running.Value;
        Running.Value = context;
        try
        {
            context.RunToEnd(step(cancel));
        }
        finally
        {
            Running.Value = outerRunning;
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>
    /// Runs work on the pipeline thread of the cmdlet that the caller works for, however far from it, and gives its
    /// result. Cancelled if there is none, or its step has ended, or its pipeline is stopped.
    /// </summary>
    public static async Task<T> OnPipelineAsync<T>(Func<T> work)
    {
        TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        // What flows with the caller flows into the work.
        ExecutionContext? flow = ExecutionContext.Capture();
        bool isPosted = Running.Value?.TryPost(_ => ExecutionContext.Run(flow!, _ => Complete(done, work), null), null)
            ?? false;
        if (!isPosted) throw new OperationCanceledException();
        return await done.Task.ConfigureAwait(false);
    }

    /// <summary>Queues work; a report that comes after the step has ended is dropped.</summary>
    public override void Post(SendOrPostCallback d, object? state) => TryPost(d, state);

    public override SynchronizationContext CreateCopy() => this;

    private bool TryPost(SendOrPostCallback d, object? state)
    {
        lock (_work)
        {
            if (_ended) return false;
            _work.Enqueue((d, state));
            Monitor.Pulse(_work);
            return true;
        }
    }

    private static void Complete<T>(TaskCompletionSource<T> done, Func<T> work)
    {
        try
        {
            done.SetResult(work());
        }
        catch (PipelineStoppedException)
        {
            done.SetCanceled();
        }
#pragma warning disable CA1031 // It is thrown to the one who waits for the work.
        catch (Exception e)
#pragma warning restore CA1031
        {
            done.SetException(e);
        }
    }

    private void RunToEnd(Task task)
    {
        // A step that never waited needs no other thread to say that it has ended.
        if (task.IsCompleted) End();
        else _ = task.ContinueWith(_ => End(), TaskScheduler.Default);
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
