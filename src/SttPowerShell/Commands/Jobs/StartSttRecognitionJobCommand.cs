using System.Management.Automation;
using SttPowerShell.Client.Wire;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Hands recordings to the service, which transcribes them in the background.</summary>
/// <remarks>
/// <para>Each recording is sent and becomes a job of its own, which is emitted. The service recognises it after that,
/// whether or not this PowerShell goes on; Receive-SttRecognitionJob gets the transcript. The job object and the
/// session remember the file, which the service doesn't know.</para>
/// <para>A recording may have 100 bytes to 1 GB. It is streamed, so that memory doesn't grow with it. Once the service
/// may have taken a recording it isn't sent a second time, since that would make a second job.</para>
/// <para>Instead of being asked, the service can tell a web server of your own: -CallbackUri takes a URL that was
/// registered with Register-SttCallback.</para>
/// </remarks>
/// <example>
/// <summary>Transcribe a long recording.</summary>
/// <code>$job = Start-SttRecognitionJob meeting.flac -SmartFormatting
/// Receive-SttRecognitionJob $job -Wait</code>
/// <para>Shows the text when it is there.</para>
/// </example>
/// <example>
/// <summary>Transcribe all recordings of a folder and keep the texts beside them.</summary>
/// <code>Get-ChildItem *.wav | Start-SttRecognitionJob |
///     Receive-SttRecognitionJob -Wait |
///     ForEach-Object { Set-Content "$($_.Path).txt" $_.Transcript }</code>
/// <para>The service works at several at once; a file that can't be transcribed is an error of its own.</para>
/// </example>
/// <example>
/// <summary>Be told of the result.</summary>
/// <code>$secret = Read-Host -AsSecureString 'Secret'
/// Register-SttCallback https://example.com/results -UserSecret $secret
/// Start-SttRecognitionJob call.wav -CallbackUri https://example.com/results `
///     -Event CompletedWithResults, Failed -UserToken call-7</code>
/// <para>The service posts the results, signed with the secret, as soon as they are there.</para>
/// </example>
/// <example>
/// <summary>Use a custom model, and keep the results for an hour only.</summary>
/// <code>Start-SttRecognitionJob call.wav -LanguageModel clinic -ResultsTimeToLive 60</code>
/// <para>An hour after its end the job is gone.</para>
/// </example>
/// <seealso cref="ReceiveSttRecognitionJobCommand"/>
/// <seealso cref="WaitSttRecognitionJobCommand"/>
/// <seealso cref="GetSttRecognitionJobCommand"/>
/// <seealso cref="RegisterSttCallbackCommand"/>
/// <seealso cref="InvokeSttRecognitionCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#createjob">
/// Watson Speech to Text API: create a job</seealso>
[Cmdlet(VerbsLifecycle.Start, "SttRecognitionJob", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(SttRecognitionJob))]
public sealed class StartSttRecognitionJobCommand : RecognitionParametersCmdlet
{
    private const int ProgressId = 7004;

    /// <summary>A URL, registered with Register-SttCallback, that the service tells of the job's events.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? CallbackUri { get; set; }

    /// <summary>
    /// What the callback is told of. Without it: Started, Completed and Failed. Completed and CompletedWithResults
    /// don't go together.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public SttRecognitionEvent[]? Event { get; set; }

    /// <summary>What the callback gets with each event, to tell jobs apart.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? UserToken { get; set; }

    /// <summary>
    /// How many minutes the service keeps the job after its end. Without it: the service's own, a week (10080).
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? ResultsTimeToLive { get; set; }

    private protected override long MostBytes => 1024L * 1024 * 1024;

    private protected override Task BeginAsync(CancellationToken cancel)
    {
        if (JobParameterRules.Check(CallbackUri, Event, UserToken) is ErrorRecord invalid)
        {
            ThrowTerminatingError(invalid);
        }
        return base.BeginAsync(cancel);
    }

    private protected override bool IsConfirmed(AudioSource source)
        => ShouldProcess(source.FilePath ?? source.Name, "Start recognition job");

    private protected override async Task RecognizeAsync(AudioSource source, CancellationToken cancel)
    {
        if (FindSession(Models.Session) is not SttSession session) return;
        await CheckModelsAsync(session, cancel);
        TransferProgress progress = new(this, ProgressId, "Starting recognition jobs", source.Name, source.Length);
        try
        {
            await TryAsync(source.Target, session,
                async () => WriteObject(await SendAsync(source, session, progress, cancel)));
        }
        finally
        {
            progress.Complete();
        }
    }

    private async Task<SttRecognitionJob> SendAsync(
        AudioSource source, SttSession session, TransferProgress progress, CancellationToken cancel)
    {
        RecognitionParameters parameters = WireParameters(session);
        string? type = ContentType ?? source.Format.ContentType;
        WriteVerbose($"Sending {source.Name} ({type ?? "type unknown"}) for {parameters.Model} to {session.Uri}.");
        RecognitionJobState answer = await session.Client.RecognitionJobs.CreateAsync(
            source.Open(progress), type, parameters, JobParameters(), cancel);
        SttRecognitionJob job = SttRecognitionJob.From(answer, session, null) with
        {
            UserToken = UserToken,
            Audio = Audio(source, parameters),
        };
        session.SeenJobs.Remember(job);
        foreach (string warning in job.Warnings) WriteWarning($"{source.Name}: {warning}");
        return job;
    }

    private RecognitionJobParameters JobParameters() => new()
    {
        CallbackUrl = CallbackUri?.OriginalString,
        Events = Event?.Distinct().Select(JobParameterRules.WireName).ToArray(),
        UserToken = UserToken,
        ResultsTtl = ResultsTimeToLive,
    };

    private RecognitionJobAudio Audio(AudioSource source, RecognitionParameters parameters) => new()
    {
        Path = source.FilePath,
        Duration = source.Format.Duration,
        Reference = Reference,
        BaseModel = parameters.Model,
        LanguageModelId = parameters.LanguageCustomizationId,
        AcousticModelId = parameters.AcousticCustomizationId,
        CustomizationWeight = parameters.CustomizationWeight,
    };
}
