using System.Management.Automation;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Gets recognition jobs.</summary>
/// <remarks>
/// <para>Without parameters it lists the latest 100 jobs that the service still has; it keeps a job for a week after its
/// end, or for as long as -ResultsTimeToLive said. Older ones can be asked for by their ids. The list doesn't tell why
/// a job failed; asking for it by its id does.</para>
/// <para>The service doesn't know the file of a job. The session that started it does, and so does the object.</para>
/// <para>The objects are snapshots: they don't change when the job does.</para>
/// </remarks>
/// <example>
/// <summary>List the latest jobs.</summary>
/// <code>Get-SttRecognitionJob</code>
/// <para>Shows id, status, time and file.</para>
/// </example>
/// <example>
/// <summary>See why jobs have failed.</summary>
/// <code>Get-SttRecognitionJob | Where-Object Status -eq Failed |
///     Get-SttRecognitionJob | Select-Object Path, Error</code>
/// <para>Asks for each of them again, since a list doesn't tell.</para>
/// </example>
/// <example>
/// <summary>Fetch everything that is still in work.</summary>
/// <code>Get-SttRecognitionJob | Wait-SttRecognitionJob | Receive-SttRecognitionJob</code>
/// <para>A job that fails is an error of its own; the others go on.</para>
/// </example>
/// <seealso cref="StartSttRecognitionJobCommand"/>
/// <seealso cref="WaitSttRecognitionJobCommand"/>
/// <seealso cref="ReceiveSttRecognitionJobCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#checkjobs">
/// Watson Speech to Text API: check jobs</seealso>
[Cmdlet(VerbsCommon.Get, "SttRecognitionJob")]
[OutputType(typeof(SttRecognitionJob))]
public sealed class GetSttRecognitionJobCommand : SttCmdlet
{
    /// <summary>Jobs: ids or objects. Without it the latest 100 are listed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "JobId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RecognitionJobCompleter))]
    public SttRecognitionJobReference[]? Job { get; set; }

    private protected override async Task ProcessAsync(CancellationToken cancel)
    {
        if (Job is null)
        {
            if (FindSession() is SttSession session) await TryAsync(null, session, () => ListAsync(session, cancel));
            return;
        }
        foreach (SttRecognitionJobReference reference in Job) await GetAsync(reference, cancel);
    }

    private async Task ListAsync(SttSession session, CancellationToken cancel)
        => WriteObject(await session.SeenJobs.ListAsync(cancel), true);

    private async Task GetAsync(SttRecognitionJobReference reference, CancellationToken cancel)
    {
        if (FindSession(reference.Job?.Session) is not SttSession session) return;
        if (!RecognitionJobInputCmdlet.IsId(reference.Id))
        {
            WriteError(JobErrors.NotFound(reference.Id));
            return;
        }
        await TryAsync(reference.Id, session, async () => WriteObject(session.SeenJobs.Take(
            await session.Client.RecognitionJobs.GetStateAsync(reference.Id, cancel), reference.Job)));
    }
}
