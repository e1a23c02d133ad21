using System.Management.Automation;
using SttPowerShell.Jobs;

namespace SttPowerShell.Commands;

/// <summary>
/// A cmdlet whose steps are asynchronous. Awaits resume on the pipeline thread (don't use ConfigureAwait(false) here),
/// and Ctrl+C cancels the token that each step gets.
/// </summary>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    private CancellationTokenSource _stop = new();

    /// <summary>Runs once, before any input.</summary>
    private protected virtual Task BeginAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Runs for each input object, or once if there is no pipeline input.</summary>
    private protected virtual Task ProcessAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Runs once, after all input.</summary>
    private protected virtual Task EndAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>
    /// What then remains to be done with what the other steps have kept. A PowerShell job does it if
    /// <see cref="RunsAsJob"/>, so it asks for nothing that only a pipeline has: no paths, no ShouldProcess.
    /// </summary>
    private protected virtual Task FinishAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Whether a job shall do what remains.</summary>
    private protected virtual bool RunsAsJob => false;

    /// <summary>Keeps for a job what it couldn't find out itself.</summary>
    private protected virtual void PrepareJob()
    {
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Run(BeginAsync);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Run(ProcessAsync);

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        Run(EndAsync);
        if (RunsAsJob) StartJob();
        else Run(FinishAsync);
    }

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

    /// <summary>
    /// Starts a job that goes on with a copy of this cmdlet, since PowerShell takes back what it gave to this one when
    /// the pipeline ends. What the copy writes goes to the job.
    /// </summary>
    private void StartJob()
    {
        PrepareJob();
        AsyncCmdlet copy = (AsyncCmdlet)MemberwiseClone();
        copy._stop = new CancellationTokenSource();
        CmdletJob job = new(MyInvocation.MyCommand.Name, copy.FinishAsync);
        copy.CommandRuntime = new JobRuntime(job);
        JobRepository.Add(job);
        WriteObject(job);
        job.Start();
    }

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
