using System.Management.Automation;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet that does something with each recognition job that it is given.</summary>
public abstract class RecognitionJobInputCmdlet : SttCmdlet
{
    /// <summary>Jobs: objects or ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "JobId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RecognitionJobCompleter))]
    public SttRecognitionJobReference[] Job { get; set; } = [];

    /// <summary>Takes a job, as it was given or as the session last saw it.</summary>
    private protected abstract Task TakeAsync(SttRecognitionJob job, SttSession session, CancellationToken cancel);

    private protected sealed override async Task ProcessAsync(CancellationToken cancel)
    {
        foreach (SttRecognitionJobReference reference in Job)
        {
            if (FindSession(reference.Job?.Session) is not SttSession session) continue;
            if (!IsId(reference.Id))
            {
                WriteError(JobErrors.NotFound(reference.Id));
                continue;
            }
            SttRecognitionJob job = reference.Job ?? session.SeenJobs.Find(reference.Id)
                ?? new SttRecognitionJob { Id = reference.Id, Session = session };
            await TakeAsync(job, session, cancel);
        }
    }

    /// <summary>Whether a text can stand for a job in a URL; what can't is no job's id.</summary>
    internal static bool IsId(string text) => !string.IsNullOrWhiteSpace(text) && text is not ("." or "..");
}
