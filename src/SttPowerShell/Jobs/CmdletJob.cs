using System.Management.Automation;
using SttPowerShell.Commands;

namespace SttPowerShell.Jobs;

/// <summary>
/// A PowerShell job that does the rest of a cmdlet's work in this process, on a thread of its own, without a runspace.
/// PowerShell's job cmdlets see to it as to any other.
/// </summary>
internal sealed class CmdletJob : Job
{
    private readonly Func<CancellationToken, Task> _work;
    private readonly CancellationTokenSource _stop = new();
    private readonly ManualResetEventSlim _ended = new();

    /// <param name="command">The cmdlet's name. Not the command line, in which anything may stand.</param>
    /// <param name="work">What remains to be done.</param>
    public CmdletJob(string command, Func<CancellationToken, Task> work)
        : base(command)
    {
        _work = work;
        PSJobTypeName = nameof(CmdletJob);
    }

    /// <inheritdoc/>
    public override bool HasMoreData
        => Output.Count > 0 || Error.Count > 0 || Warning.Count > 0 || Verbose.Count > 0 || Progress.Count > 0
            || Debug.Count > 0 || Information.Count > 0;

    /// <inheritdoc/>
    public override string Location => Environment.MachineName;

    /// <inheritdoc/>
    public override string StatusMessage => "";

    public void Start()
    {
        SetJobState(JobState.Running);
        new Thread(Run) { IsBackground = true, Name = Command }.Start();
    }

    /// <summary>Cancels the work, and returns when it has ended.</summary>
    public override void StopJob()
    {
        if (IsFinishedState(JobStateInfo.State)) return;
        _stop.Cancel();
        _ended.Wait();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (JobStateInfo.State == JobState.Running) StopJob();
            _stop.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Run()
    {
        JobState end = JobState.Completed;
        try
        {
            PipelineContext.Run(_work, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            end = JobState.Stopped;
        }
        catch (JobTerminatedException e)
        {
            Error.Add(e.ErrorRecord);
            end = JobState.Failed;
        }
        // Nobody else would see it: on a thread of its own it would end the process.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            Error.Add(new ErrorRecord(e, "JobFailed", ErrorCategory.NotSpecified, null));
            end = JobState.Failed;
        }
        SetJobState(end);
        _ended.Set();
    }

    private static bool IsFinishedState(JobState state)
        => state is JobState.Completed or JobState.Failed or JobState.Stopped;
}
