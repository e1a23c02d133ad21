using System.Management.Automation;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Commands;

/// <summary>Transcribes recordings.</summary>
/// <remarks>
/// <para>Each recording gives one transcript object, which is its text wherever a string is wanted. Recordings come as
/// paths, as files from Get-ChildItem, as bytes, or as streams; columns Path and Reference of a table are taken
/// too.</para>
/// <para>A recording may have 100 bytes to 100 MB. Its type is found from its header, else from its extension. Audio
/// is streamed, so that memory doesn't grow with the file.</para>
/// <para>Custom models that come through the pipeline are used by their type, the language model as -LanguageModel,
/// the acoustic model as -AcousticModel. They bring their base model and their session with them. The service is asked
/// for them before any audio is sent: a model that doesn't exist, was never trained or is for another base model ends
/// the command.</para>
/// </remarks>
/// <example>
/// <summary>Transcribe a recording.</summary>
/// <code>Invoke-SttRecognition call.wav</code>
/// <para>Shows the text.</para>
/// </example>
/// <example>
/// <summary>Transcribe all recordings of a folder and keep the texts beside them.</summary>
/// <code>Get-ChildItem *.wav | Invoke-SttRecognition |
///     ForEach-Object { Set-Content "$($_.Path).txt" $_.Transcript }</code>
/// <para>A file that can't be transcribed is an error of its own; the others go on.</para>
/// </example>
/// <example>
/// <summary>List the words with their times.</summary>
/// <code>(Invoke-SttRecognition call.wav -Timestamps -WordConfidence).Results.Words</code>
/// <para>Times are in seconds, confidences from 0 to 1.</para>
/// </example>
/// <example>
/// <summary>Write numbers, dates and amounts as usual, but hide longer numbers.</summary>
/// <code>Invoke-SttRecognition order.wav -SmartFormatting
/// Invoke-SttRecognition order.wav -Redaction</code>
/// <para>"My card is four one four seven two" becomes "My card is 41472" and "My card is XXXXX".</para>
/// </example>
/// <example>
/// <summary>Find where something is spoken of.</summary>
/// <code>(Invoke-SttRecognition call.wav -Keyword refund, 'credit card' -KeywordThreshold 0.5).Results.Keywords</code>
/// <para>Each keyword with its times and its confidence.</para>
/// </example>
/// <example>
/// <summary>Use a custom model.</summary>
/// <code>Get-SttCustomModel clinic | Invoke-SttRecognition -Path call.wav</code>
/// <para>The same as -LanguageModel clinic, for a language model of that name.</para>
/// </example>
/// <example>
/// <summary>Hear only what a grammar allows.</summary>
/// <code>Invoke-SttRecognition card.wav -LanguageModel bank -Grammar card-number</code>
/// <para>Speech that the grammar doesn't allow gives no text.</para>
/// </example>
/// <example>
/// <summary>Recognise in the background.</summary>
/// <code>$job = Get-ChildItem *.wav | Invoke-SttRecognition -AsJob
/// Receive-Job $job -Wait -AutoRemoveJob</code>
/// <para>The prompt is free meanwhile; Stop-Job ends it.</para>
/// </example>
/// <seealso cref="GetSttBaseModelCommand"/>
/// <seealso cref="GetSttCustomModelCommand"/>
/// <seealso cref="StartSttTrainingCommand"/>
/// <seealso cref="ConnectSttServiceCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#recognize">
/// Watson Speech to Text API: recognize audio</seealso>
[Cmdlet(VerbsLifecycle.Invoke, "SttRecognition", DefaultParameterSetName = PathSet)]
[OutputType(typeof(SttTranscript))]
[OutputType(typeof(string))]
[OutputType(typeof(Job))]
public sealed class InvokeSttRecognitionCommand : RecognitionParametersCmdlet
{
    private const int ProgressId = 7001;

    /// <summary>Emits the service's own JSON text in place of an object.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    private protected override async Task RecognizeAsync(AudioSource source, CancellationToken cancel)
    {
        if (FindSession(Models.Session) is not SttSession session) return;
        await CheckModelsAsync(session, cancel);
        TransferProgress progress = new(this, ProgressId, "Recognising speech", source.Name, source.Length);
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

    private async Task<object> SendAsync(
        AudioSource source, SttSession session, TransferProgress progress, CancellationToken cancel)
    {
        RecognitionParameters parameters = WireParameters(session);
        RequestBody body = source.Open(progress);
        string? type = ContentType ?? source.Format.ContentType;
        WriteVerbose($"Recognising {source.Name} ({type ?? "type unknown"}) with {parameters.Model} at {session.Uri}.");
        if (Raw) return (await session.Client.Recognition.RecognizeRawAsync(body, type, parameters, cancel)).Value;
        Answer<SpeechRecognitionResults> answer =
            await session.Client.Recognition.RecognizeAsync(body, type, parameters, cancel);
        foreach (string warning in answer.Value.Warnings ?? []) WriteWarning($"{source.Name}: {warning}");
        return Transcript(answer, source, parameters);
    }

    private SttTranscript Transcript(
        Answer<SpeechRecognitionResults> answer, AudioSource source, RecognitionParameters parameters)
    {
        IReadOnlyList<SttTranscriptSegment> segments = SttTranscript.Segments(answer.Value);
        return new SttTranscript
        {
            Path = source.FilePath,
            Transcript = string.Join(' ', segments.Select(s => s.Transcript).Where(t => t.Length > 0)),
            Confidence = SttTranscript.MeanConfidence(segments),
            Duration = source.Format.Duration,
            BaseModel = parameters.Model,
            LanguageModelId = parameters.LanguageCustomizationId,
            AcousticModelId = parameters.AcousticCustomizationId,
            Results = segments,
            Reference = string.IsNullOrEmpty(Reference) ? null : Reference,
            Warnings = answer.Value.Warnings?.ToArray() ?? Array.Empty<string>(),
            AudioMetrics = SttAudioMetrics.From(answer.Value.AudioMetrics),
            TransactionId = answer.TransactionId,
        };
    }
}
