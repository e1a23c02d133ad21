using System.Management.Automation;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Waits until recognition jobs have ended.</summary>
/// <remarks>
/// <para>Waits for all jobs at once, and emits each as soon as it has completed. A job that has failed is an error with
/// the service's reason; so is one that the service doesn't have any more. The others go on.</para>
/// <para>The cmdlet asks the service often at first and more rarely the longer nothing changes. A service that doesn't
/// answer for a while doesn't end the wait. Progress is shown as status and elapsed time, since the service doesn't
/// tell how much of its work is done. Stopping the command doesn't stop the service's work.</para>
/// </remarks>
/// <example>
/// <summary>Transcribe long recordings in the background.</summary>
/// <code>$jobs = Get-ChildItem *.wav | Start-SttRecognitionJob
/// $jobs | Wait-SttRecognitionJob | Receive-SttRecognitionJob</code>
/// <para>Emits each transcript when its job has completed.</para>
/// </example>
/// <example>
/// <summary>Wait for an hour at most.</summary>
/// <code>$jobs | Wait-SttRecognitionJob -Timeout 3600</code>
/// <para>A job that hasn't ended by then is an error; the service goes on with it.</para>
/// </example>
/// <example>
/// <summary>Wait in the background.</summary>
/// <code>$waiting = $jobs | Wait-SttRecognitionJob -AsJob
/// Receive-Job $waiting -Wait</code>
/// <para>PowerShell's own job cmdlets see to the wait.</para>
/// </example>
/// <seealso cref="StartSttRecognitionJobCommand"/>
/// <seealso cref="GetSttRecognitionJobCommand"/>
/// <seealso cref="ReceiveSttRecognitionJobCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#checkjob">
/// Watson Speech to Text API: check a job</seealso>
[Cmdlet(VerbsLifecycle.Wait, "SttRecognitionJob")]
[OutputType(typeof(SttRecognitionJob))]
[OutputType(typeof(Job))]
public sealed class WaitSttRecognitionJobCommand : RecognitionJobInputCmdlet
{
    private JobWaiting? _waiting;

    /// <summary>How many seconds to wait at most, for all jobs together. Without it: as long as it takes.</summary>
    [Parameter]
    [ValidateRange(0.1, 4000000.0)]
    public double? Timeout { get; set; }

    /// <summary>Waits in a PowerShell job, which is emitted at once; see Get-Job, Receive-Job and Stop-Job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    private protected override bool RunsAsJob => AsJob;

    private protected override Task BeginAsync(CancellationToken cancel)
    {
        _waiting = new JobWaiting(Timeout);
        return Task.CompletedTask;
    }

    private protected override Task TakeAsync(SttRecognitionJob job, SttSession session, CancellationToken cancel)
    {
        _waiting!.Add(job, session);
        return Task.CompletedTask;
    }

    private protected override Task FinishAsync(CancellationToken cancel) => _waiting!.RunAsync(this, LookAsync, cancel);

    private async Task<bool> LookAsync(JobWatch watch, CancellationToken cancel)
    {
        if (!await watch.LookAsync(cancel)) return false;
        SttRecognitionJob job = watch.Job;
        if (watch.IsStuck) WriteError(JobErrors.Stuck(job));
        else if (job.Status == SttRecognitionJobStatus.Failed) WriteError(JobErrors.Failed(job));
        else WriteObject(job);
        return true;
    }
}
