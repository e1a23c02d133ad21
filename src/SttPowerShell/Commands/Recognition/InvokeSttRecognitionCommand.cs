using System.Management.Automation;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

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
/// <seealso cref="GetSttBaseModelCommand"/>
/// <seealso cref="GetSttCustomModelCommand"/>
/// <seealso cref="StartSttTrainingCommand"/>
/// <seealso cref="ConnectSttServiceCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#recognize">
/// Watson Speech to Text API: recognize audio</seealso>
[Cmdlet(VerbsLifecycle.Invoke, "SttRecognition", DefaultParameterSetName = PathSet)]
[OutputType(typeof(SttTranscript))]
[OutputType(typeof(string))]
public sealed class InvokeSttRecognitionCommand : RecognitionCmdlet
{
    private const int ProgressId = 7001;

    private readonly RecognitionModels _models = new();
    private RecognitionModelCheck? _check;

    /// <summary>
    /// The base model. Without it: the one that the custom model is for, else the session's default base model.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BaseModelCompleter))]
    public string? BaseModel { get; set; }

    /// <summary>A custom language model: the object, its id, or its name.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(LanguageModelCompleter))]
    public SttCustomModelReference? LanguageModel { get; set; }

    /// <summary>
    /// How much the custom language model counts beside its base model, 0 to 1. Without it: as it was trained.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? CustomizationWeight { get; set; }

    /// <summary>
    /// A grammar of the custom language model. Only what it allows is recognised; other speech gives no text.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(GrammarCompleter))]
    public string? Grammar { get; set; }

    /// <summary>A custom acoustic model: the object, its id, or its name.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AcousticModelCompleter))]
    public SttCustomModelReference? AcousticModel { get; set; }

    /// <summary>Gives each word its times.</summary>
    [Parameter]
    public SwitchParameter Timestamps { get; set; }

    /// <summary>Gives each word its confidence.</summary>
    [Parameter]
    public SwitchParameter WordConfidence { get; set; }

    /// <summary>How many readings of each phrase to give at most.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int MaxAlternatives { get; set; } = 1;

    /// <summary>
    /// Writes dates, times, numbers, phone numbers, amounts of money and addresses in transcripts as they are usually
    /// written: 9:30 AM, $12.25. The words with their times and confidences stay as they were spoken.
    /// </summary>
    [Parameter]
    public SwitchParameter SmartFormatting { get; set; }

    /// <summary>
    /// The version of smart formatting; 2 is the newer one of the service on IBM Cloud. Includes -SmartFormatting.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 2)]
    public int? SmartFormattingVersion { get; set; }

    /// <summary>
    /// Hides numbers of three and more digits behind X's, such as those of credit cards. Includes -SmartFormatting and
    /// gives one reading of each phrase, whatever -MaxAlternatives says.
    /// </summary>
    [Parameter]
    public SwitchParameter Redaction { get; set; }

    // A switch that is on unless it is set to $false is against PowerShell's guidelines: the name says the exception.
    /// <summary>Shows swear words, which the service else hides behind asterisks.</summary>
    [Parameter]
    public SwitchParameter NoProfanityFilter { get; set; }

    /// <summary>
    /// Gives at each word what else may have been said, if its confidence, 0 to 1, is at least this.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? WordAlternativesThreshold { get; set; }

    /// <summary>
    /// Words and phrases to be spotted in the audio, in any letter case, even where the transcript has something else.
    /// Needs -KeywordThreshold.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateCount(1, KeywordRules.Most)]
    public string[]? Keyword { get; set; }

    /// <summary>The least confidence, 0 to 1, with which a keyword counts as heard.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? KeywordThreshold { get; set; }

    /// <summary>
    /// Seconds of silence that end a phrase, to 120. Without it, and with 0: the service's own, mostly 0.8.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 120.0)]
    public double? EndOfPhraseSilence { get; set; }

    /// <summary>Splits the transcript at the end of each phrase, and tells why each ended.</summary>
    [Parameter]
    public SwitchParameter SplitAtPhraseEnd { get; set; }

    /// <summary>
    /// What is taken for speech: from 0, nothing, over 0.5, as without this parameter, to 1, everything that sounds.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? SpeechDetectorSensitivity { get; set; }

    /// <summary>
    /// Seconds without any speech that end the recognition with an error; -1 for no limit. Without it: the service's
    /// own, mostly 30 for live audio.
    /// </summary>
    [Parameter]
    [ValidateRange(-1, int.MaxValue)]
    public int? InactivityTimeout { get; set; }

    /// <summary>Measures how good the audio is as a signal.</summary>
    [Parameter]
    public SwitchParameter AudioMetrics { get; set; }

    /// <summary>Emits the service's own JSON text in place of an object.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    private protected override async Task BeginAsync(CancellationToken cancel)
    {
        await base.BeginAsync(cancel);
        if (KeywordRules.Check(Keyword, KeywordThreshold) is ErrorRecord invalid) ThrowTerminatingError(invalid);
        await AddAsync(LanguageModel, SttModelType.Language, cancel);
        await AddAsync(AcousticModel, SttModelType.Acoustic, cancel);
    }

    private protected override void Add(SttCustomModel model)
    {
        if (_models.Add(model) is ErrorRecord error) ThrowTerminatingError(error);
    }

    private protected override async Task RecognizeAsync(AudioSource source, CancellationToken cancel)
    {
        if (FindSession(_models.Session) is not SttSession session) return;
        await CheckAsync(session, cancel);
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
        RecognitionParameters parameters = Parameters(session);
        RequestBody body = source.Open(progress);
        string? type = ContentType ?? source.Format.ContentType;
        WriteVerbose($"Recognising {source.Name} ({type ?? "type unknown"}) with {parameters.Model} at {session.Uri}.");
        if (Raw) return (await session.Client.Recognition.RecognizeRawAsync(body, type, parameters, cancel)).Value;
        Answer<SpeechRecognitionResults> answer =
            await session.Client.Recognition.RecognizeAsync(body, type, parameters, cancel);
        foreach (string warning in answer.Value.Warnings ?? []) WriteWarning($"{source.Name}: {warning}");
        return Transcript(answer, source, parameters);
    }

    /// <summary>
    /// Asks for the models before any audio is sent to them, which may take long and cost money in vain. No recording
    /// can be recognised if one doesn't fit.
    /// </summary>
    private async Task CheckAsync(SttSession session, CancellationToken cancel)
    {
        _check ??= new RecognitionModelCheck(_models, Finder(session), session);
        ErrorRecord? refusal = null;
        await RequireAsync(_models.Language ?? _models.Acoustic, session, async () =>
            refusal = await _check.RefusalAsync(BaseModel, Grammar, CustomizationWeight, cancel));
        if (refusal is not null) ThrowTerminatingError(refusal);
    }

    private RecognitionParameters Parameters(SttSession session) => new()
    {
        Model = BaseModel ?? _models.BaseModel ?? session.DefaultBaseModel,
        LanguageCustomizationId = _models.Language?.Id,
        AcousticCustomizationId = _models.Acoustic?.Id,
        CustomizationWeight = CustomizationWeight,
        GrammarName = _check?.Grammar,
        MaxAlternatives = MaxAlternatives > 1 ? MaxAlternatives : null,
        Timestamps = Timestamps ? true : null,
        WordConfidence = WordConfidence ? true : null,
        SmartFormatting = SmartFormatting || SmartFormattingVersion is not null ? true : null,
        SmartFormattingVersion = SmartFormattingVersion,
        Redaction = Redaction ? true : null,
        ProfanityFilter = NoProfanityFilter ? false : null,
        WordAlternativesThreshold = WordAlternativesThreshold,
        Keywords = Keyword,
        KeywordsThreshold = KeywordThreshold,
        EndOfPhraseSilenceTime = EndOfPhraseSilence,
        SplitTranscriptAtPhraseEnd = SplitAtPhraseEnd ? true : null,
        SpeechDetectorSensitivity = SpeechDetectorSensitivity,
        InactivityTimeout = InactivityTimeout,
        AudioMetrics = AudioMetrics ? true : null,
    };

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

    private async Task AddAsync(SttCustomModelReference? reference, SttModelType type, CancellationToken cancel)
    {
        if (reference is null) return;
        if (reference.Model is SttCustomModel given)
        {
            if (given.Type != type) ThrowTerminatingError(SttErrors.WrongModelType(given, type));
            Add(given);
            return;
        }
        SttSession session = RequireSession(_models.Session);
        IReadOnlyList<SttCustomModel> found = [];
        await RequireAsync(reference.Text, session,
            async () => found = await Finder(session).FindAsync(reference.Text, type, cancel));
        if (found.Count == 0) ThrowTerminatingError(SttErrors.CustomModelNotFound(reference.Text, type));
        if (found.Count > 1) ThrowTerminatingError(SttErrors.AmbiguousModel(reference.Text, found));
        Add(found[0]);
    }
}
