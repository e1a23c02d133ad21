using System.Management.Automation;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Gets the transcripts of recognition jobs.</summary>
/// <remarks>
/// <para>Each completed job gives one transcript object, the same as Invoke-SttRecognition does, with the path of its
/// file if the job was started in this session. The results can be got again until the service removes the job.</para>
/// <para>A job that hasn't ended yet is an error, unless -Wait is given; then all jobs are waited for at once, and each
/// transcript is emitted as soon as it is there. A job that has failed is an error with the service's reason.</para>
/// </remarks>
/// <example>
/// <summary>Transcribe a long recording in the background.</summary>
/// <code>$job = Start-SttRecognitionJob meeting.flac
/// Receive-SttRecognitionJob $job -Wait</code>
/// <para>The upload is done when Start-SttRecognitionJob returns; the service recognises on its own.</para>
/// </example>
/// <example>
/// <summary>Fetch what is there, and remove it from the service.</summary>
/// <code>Get-SttRecognitionJob | Where-Object Status -eq Completed |
///     Receive-SttRecognitionJob -AutoRemoveJob</code>
/// <para>Each job is removed once its transcript has been emitted.</para>
/// </example>
/// <seealso cref="StartSttRecognitionJobCommand"/>
/// <seealso cref="WaitSttRecognitionJobCommand"/>
/// <seealso cref="RemoveSttRecognitionJobCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#checkjob">
/// Watson Speech to Text API: check a job</seealso>
[Cmdlet(VerbsCommunications.Receive, "SttRecognitionJob")]
[OutputType(typeof(SttTranscript))]
[OutputType(typeof(string))]
public sealed class ReceiveSttRecognitionJobCommand : RecognitionJobInputCmdlet
{
    private JobWaiting? _waiting;

    /// <summary>Waits for jobs that haven't ended yet, all at once.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>
    /// With -Wait: how many seconds to wait at most, for all jobs together. Without it: as long as it takes.
    /// </summary>
    [Parameter]
    [ValidateRange(0.1, 4000000.0)]
    public double? Timeout { get; set; }

    /// <summary>
    /// Removes each job from the service once its transcript, or the error why there is none, has been emitted.
    /// </summary>
    [Parameter]
    public SwitchParameter AutoRemoveJob { get; set; }

    /// <summary>Emits the service's own JSON text of the job in place of an object.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    private protected override Task BeginAsync(CancellationToken cancel)
    {
        if (Timeout is not null && !Wait) ThrowTerminatingError(JobErrors.TimeoutWithoutWait());
        _waiting = new JobWaiting(Timeout);
        return Task.CompletedTask;
    }

    private protected override async Task TakeAsync(
        SttRecognitionJob job, SttSession session, CancellationToken cancel)
    {
        if (Wait) _waiting!.Add(job, session);
        else await TryAsync(job, session, () => ReceiveAsync(job, session, cancel));
    }

    private protected override Task FinishAsync(CancellationToken cancel) => _waiting!.RunAsync(this, LookAsync, cancel);

    private async Task<bool> LookAsync(JobWatch watch, CancellationToken cancel)
    {
        if (!await watch.LookAsync(cancel)) return false;
        if (watch.IsStuck) WriteError(JobErrors.Stuck(watch.Job));
        else await ReceiveAsync(watch.Job, watch.Session, cancel);
        return true;
    }

    private async Task ReceiveAsync(SttRecognitionJob job, SttSession session, CancellationToken cancel)
    {
        (SttRecognitionJob now, object? result) = Raw
            ? await GetRawAsync(job, session, cancel)
            : await GetTranscriptAsync(job, session, cancel);
        if (now.Status == SttRecognitionJobStatus.Failed) WriteError(JobErrors.Failed(now));
        else if (now.Status != SttRecognitionJobStatus.Completed) WriteError(JobErrors.NotEnded(now));
        else if (result is null) WriteError(JobErrors.WithoutResults(now));
        else WriteObject(result);
        if (AutoRemoveJob && now.HasEnded) await RemoveAsync(now, session, cancel);
    }

    private static async Task<(SttRecognitionJob, object?)> GetRawAsync(
        SttRecognitionJob job, SttSession session, CancellationToken cancel)
    {
        (RecognitionJobState state, string json) = await session.Client.RecognitionJobs.GetRawAsync(job.Id, cancel);
        return (session.SeenJobs.Take(state, job), state.Results is { Count: > 0 } ? json : null);
    }

    private async Task<(SttRecognitionJob, object?)> GetTranscriptAsync(
        SttRecognitionJob job, SttSession session, CancellationToken cancel)
    {
        Answer<RecognitionJob> answer = await session.Client.RecognitionJobs.GetAsync(job.Id, cancel);
        SttRecognitionJob now = session.SeenJobs.Take(RecognitionJobState.Of(answer.Value), job);
        if (now.Status != SttRecognitionJobStatus.Completed || answer.Value.Results is not { Count: > 0 } results)
        {
            return (now, null);
        }
        SttTranscript transcript = Transcript(results, now.Audio) with { TransactionId = answer.TransactionId };
        foreach (string warning in transcript.Warnings) WriteWarning($"{JobErrors.Name(now, true)}: {warning}");
        return (now, transcript);
    }

    private static SttTranscript Transcript(IReadOnlyList<SpeechRecognitionResults> results, RecognitionJobAudio? audio)
        => TranscriptContent.Of(results).ToTranscript() with
        {
            Path = audio?.Path,
            Duration = audio?.Duration,
            BaseModel = audio?.BaseModel,
            LanguageModelId = audio?.LanguageModelId,
            AcousticModelId = audio?.AcousticModelId,
            CustomizationWeight = audio?.CustomizationWeight,
            Reference = audio?.Reference,
        };

    private static async Task RemoveAsync(SttRecognitionJob job, SttSession session, CancellationToken cancel)
    {
        await session.Client.RecognitionJobs.DeleteAsync(job.Id, cancel);
        session.SeenJobs.Forget(job.Id);
    }
}
