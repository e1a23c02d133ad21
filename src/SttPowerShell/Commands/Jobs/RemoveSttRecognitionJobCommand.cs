using System.Management.Automation;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Removes recognition jobs with their results from the service.</summary>
/// <remarks>
/// <para>The service removes a job by itself when its time is over: a week after its end, or what -ResultsTimeToLive
/// said. A job that it is working at can't be removed; that is an error, and the others go on.</para>
/// </remarks>
/// <example>
/// <summary>Remove all jobs that have ended.</summary>
/// <code>Get-SttRecognitionJob | Where-Object Status -in Completed, Failed |
///     Remove-SttRecognitionJob</code>
/// <para>Their results can't be got any more.</para>
/// </example>
/// <example>
/// <summary>See which jobs would be removed.</summary>
/// <code>Get-SttRecognitionJob | Remove-SttRecognitionJob -WhatIf</code>
/// <para>Changes nothing.</para>
/// </example>
/// <seealso cref="GetSttRecognitionJobCommand"/>
/// <seealso cref="ReceiveSttRecognitionJobCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#deletejob">
/// Watson Speech to Text API: delete a job</seealso>
[Cmdlet(VerbsCommon.Remove, "SttRecognitionJob", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveSttRecognitionJobCommand : RecognitionJobInputCmdlet
{
    private protected override async Task TakeAsync(
        SttRecognitionJob job, SttSession session, CancellationToken cancel)
    {
        if (!ShouldProcess(JobErrors.Name(job)["the ".Length..], "Remove")) return;
        await TryAsync(job, session, async () =>
        {
            await session.Client.RecognitionJobs.DeleteAsync(job.Id, cancel);
            session.SeenJobs.Forget(job.Id);
        });
    }
}
