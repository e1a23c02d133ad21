using System.Management.Automation;

namespace SttPowerShell.Commands;

/// <summary>
/// A cmdlet whose steps are asynchronous. Awaits resume on the pipeline thread (don't use ConfigureAwait(false) here),
/// and Ctrl+C cancels the token that each step gets.
/// </summary>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Runs once, before any input.</summary>
    private protected virtual Task BeginAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Runs for each input object, or once if there is no pipeline input.</summary>
    private protected virtual Task ProcessAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Runs once, after all input.</summary>
    private protected virtual Task EndAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Run(BeginAsync);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Run(ProcessAsync);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Run(EndAsync);

    /// <summary>Called by PowerShell on another thread, perhaps after the cmdlet was disposed.</summary>
    protected sealed override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
        }
    }

    /// <summary>Called by PowerShell when the pipeline has ended.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the cmdlet holds.</summary>
    protected virtual void Dispose(bool disposing) => _stop.Dispose();

    private void Run(Func<CancellationToken, Task> step)
    {
        try
        {
            PipelineContext.Run(step, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
