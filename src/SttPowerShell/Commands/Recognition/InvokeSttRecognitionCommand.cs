using System.Management.Automation;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Streaming;
using SttPowerShell.Client.Wire;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Transcribes recordings.</summary>
/// <remarks>
/// <para>Each recording gives one transcript object, which is its text wherever a string is wanted. Recordings come as
/// paths, as files from Get-ChildItem, as bytes, or as streams; columns Path and Reference of a table are taken
/// too.</para>
/// <para>A recording may have 100 bytes to 100 MB; WAV and raw samples may have any length, since over WebSockets they
/// go on in further requests. The type is found from the header, else from the extension. Audio is streamed, so that
/// memory doesn't grow with the file.</para>
/// <para>A named pipe, the standard input (/dev/stdin, or the stream from [Console]::OpenStandardInput()) and any other
/// stream of unknown length is sent over a WebSocket as it comes, and recognised meanwhile. A connection that gets lost
/// is made again, and what had no final result is sent again: of a live source the last 8 MB, and only of WAV and raw
/// samples. A warning names what was lost of a longer outage; where it can't go on at all, the error names what was
/// recognised until then, and its exception's PartialTranscript holds it.</para>
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
/// <code>$transcript = Invoke-SttRecognition call.wav -KeywordThreshold 0.5 `
///     -Keyword refund, 'credit card'
/// $transcript.Results.Keywords</code>
/// <para>Each keyword with its times and its confidence.</para>
/// </example>
/// <example>
/// <summary>See what is heard while it is spoken.</summary>
/// <code>Invoke-SttRecognition /dev/stdin -Interim -InactivityTimeout -1</code>
/// <para>Each phrase grows and is then final; the whole text comes when the recording ends. For a microphone, run this
/// in arecord -q -f S16_LE -r 16000 -t wav | pwsh -Command "...".</para>
/// </example>
/// <example>
/// <summary>Act on each phrase as soon as it is final, and keep the whole.</summary>
/// <code>Invoke-SttRecognition call.wav -Interim | ForEach-Object {
///     if ($_ -is [SttPowerShell.SttTranscript]) { $whole = $_ }
///     elseif ($_.IsFinal) { "$($_.Index): $_" }
/// }</code>
/// <para>What is neither is a phrase that may still change.</para>
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
[OutputType(typeof(SttInterimTranscript))]
[OutputType(typeof(SttSpeechBegin))]
[OutputType(typeof(string))]
[OutputType(typeof(Job))]
public sealed class InvokeSttRecognitionCommand : TranscriptionCmdlet
{
    private const int ProgressId = 7001;

    /// <summary>
    /// Emits what is heard while it is being heard, as SttInterimTranscript: a phrase again and again with the same
    /// Index, at last with IsFinal set. The SttTranscript comes at the end as ever.
    /// </summary>
    [Parameter]
    public SwitchParameter Interim { get; set; }

    /// <summary>
    /// Emits the service's own JSON text in place of objects; over a WebSocket each message as it comes.
    /// </summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    private protected override bool GoesOn => !Raw;

    private protected override bool NeedsWebSocket => Interim || base.NeedsWebSocket;

    private protected override async Task BeginAsync(CancellationToken cancel)
    {
        if (Transport == SttTransport.Http && Interim) ThrowTerminatingError(RecognitionErrors.OverHttp("Interim"));
        await base.BeginAsync(cancel);
        if (Interim && Redaction) WriteWarning("With -Redaction the service gives final results only.");
    }

    private protected override async Task RecognizeAsync(AudioSource source, CancellationToken cancel)
    {
        if (FindSession(Models.Session) is not SttSession session) return;
        await CheckModelsAsync(session, cancel);
        RecognitionParameters parameters = WireParameters(session);
        TransferProgress progress = new(this, ProgressId, "Recognising speech", source.Name, source.Length);
        bool streamed = IsStreamed(source);
        WriteVerbose($"Recognising {source.Name} ({ContentTypeOf(source) ?? "type unknown"}) with {parameters.Model} at "
            + $"{session.Uri} over {(streamed ? "a WebSocket" : "HTTP")}.");
        try
        {
            if (streamed) await StreamAsync(source, session, parameters, progress, cancel);
            else
            {
                await TryAsync(source.Target, session,
                    async () => WriteObject(await SendAsync(source, session, parameters, progress, cancel)));
            }
        }
        finally
        {
            progress.Complete();
        }
    }

    private async Task<object> SendAsync(
        AudioSource source,
        SttSession session,
        RecognitionParameters parameters,
        TransferProgress progress,
        CancellationToken cancel)
    {
        RequestBody body = source.Open(progress);
        string? type = ContentTypeOf(source);
        if (Raw) return (await session.Client.Recognition.RecognizeRawAsync(body, type, parameters, cancel)).Value;
        var answer = await session.Client.Recognition.RecognizeAsync(
            body, type, parameters, RecognizedPhraseReader.Read, cancel);
        foreach (string warning in answer.Value.Frame.Warnings ?? []) WriteWarning($"{source.Name}: {warning}");
        return source.Transcript(TranscriptContent.Of(answer.Value), answer.TransactionId, parameters, Reference);
    }

    private async Task StreamAsync(
        AudioSource source,
        SttSession session,
        RecognitionParameters parameters,
        TransferProgress progress,
        CancellationToken cancel)
    {
        LiveTranscript transcript = new(source.FilePath);
        ErrorRecord? failure = await FailureAsync(source.Target, session, async () =>
        {
            LiveRecognition recognition = Recognition(source, session, parameters, progress);
            await foreach (StreamedResults message in recognition.ResultsAsync(cancel))
            {
                IEnumerable<SttInterimTranscript> phrases = transcript.Take(message);
                progress.Recognized(transcript.Recognized, source.Format.Duration);
                foreach (string warning in message.Results.Warnings ?? []) WriteWarning($"{source.Name}: {warning}");
                if (message.Json is not null) WriteObject(message.Json);
                else WriteBegins(message.Results, source);
                if (Interim && !Raw) WriteObject(phrases, enumerateCollection: true);
            }
            if (Raw) return;
            WriteObject(source.Transcript(transcript.Content, recognition.TransactionId, parameters, Reference));
        });
        if (failure is null) return;
        WriteError(RecognitionErrors.WithPartial(failure, transcript.Text, transcript.Recognized));
    }

    private void WriteBegins(SpeechRecognitionResults message, AudioSource source)
    {
        foreach (double begin in TranscriptContent.BeginsOf(message.Results ?? []))
        {
            WriteObject(new SttSpeechBegin { Path = source.FilePath, Begin = begin });
        }
    }

    private LiveRecognition Recognition(
        AudioSource source, SttSession session, RecognitionParameters parameters, TransferProgress progress)
    {
        StreamedBody body = source.Open(progress);
        string? type = ContentTypeOf(source);
        return Raw
            ? session.Client.Streaming.RecognizeRaw(
                body, type, parameters with { InterimResults = Interim ? true : null })
            : session.Client.Streaming.Recognize(body, type, parameters);
    }
}
