using System.Management.Automation;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Commands;

/// <summary>
/// A cmdlet with the parameters that recognition has over every interface. The one place that turns them into the
/// wire's.
/// </summary>
public abstract class RecognitionParametersCmdlet : RecognitionModelCmdlet
{
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
    /// Hides numbers of three and more digits behind X's, such as those of credit cards. Includes -SmartFormatting and
    /// gives one reading of each phrase, whatever -MaxAlternatives says.
    /// </summary>
    [Parameter]
    public SwitchParameter Redaction { get; set; }

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

    /// <summary>Splits the transcript at the end of each phrase, and tells why each ended.</summary>
    [Parameter]
    public SwitchParameter SplitAtPhraseEnd { get; set; }

    /// <summary>
    /// Suppresses sound that is quieter than the speech, such as other people's: from 0, nothing, to 1. The local
    /// service takes it and warns that it has no effect there.
    /// </summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double? BackgroundAudioSuppression { get; set; }

    /// <summary>
    /// Which of the service's detectors of speech activity to use (sad_module): 1, or 2, which is newer and better in
    /// noise. The local service takes it and warns that it has no effect there.
    /// </summary>
    [Parameter]
    [Alias("SadModule")]
    [ValidateRange(1, 2)]
    public int? SpeechActivityDetector { get; set; }

    /// <summary>
    /// Tells where speech begins, each time that it does: in the transcript's SpeechBegins, and over a WebSocket also
    /// at once, as SttSpeechBegin.
    /// </summary>
    [Parameter]
    public SwitchParameter SpeechBeginEvent { get; set; }

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

    /// <summary>
    /// Tells how far the service is with the audio. Not over the synchronous HTTP interface.
    /// </summary>
    [Parameter]
    public SwitchParameter ProcessingMetrics { get; set; }

    /// <summary>
    /// Seconds between two reports of processing metrics, at least 0.1. Includes -ProcessingMetrics. Without it: the
    /// service's own, mostly 1.
    /// </summary>
    [Parameter]
    [ValidateRange(0.1, double.MaxValue)]
    public double? ProcessingMetricsInterval { get; set; }

    /// <summary>Whose data the recording is: an id of your own, with which Remove-SttUserData deletes it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CustomerId { get; set; }

    /// <summary>Asks the service not to log recordings and results, and not to learn from them.</summary>
    [Parameter]
    public SwitchParameter LearningOptOut { get; set; }

    /// <summary>Whether keywords can go nowhere but into a URL.</summary>
    private protected virtual bool KeywordsAreInUrl => true;

    private protected override async Task BeginAsync(CancellationToken cancel)
    {
        if (JobParameterRules.CheckCustomerId(CustomerId) is ErrorRecord unusable) ThrowTerminatingError(unusable);
        if (KeywordRules.Check(Keyword, KeywordThreshold, KeywordsAreInUrl) is ErrorRecord invalid) ThrowTerminatingError(invalid);
        await base.BeginAsync(cancel);
    }

    /// <summary>
    /// What the parameters ask for, on the wire. It says nothing about how the audio gets there: interim results
    /// belong to one interface only, and its cmdlet adds them.
    /// </summary>
    private protected RecognitionParameters WireParameters(SttSession session) => TextParameters() with
    {
        Model = BaseModel ?? Models.BaseModel ?? session.DefaultBaseModel,
        LanguageCustomizationId = Models.Language?.Id,
        AcousticCustomizationId = Models.Acoustic?.Id,
        BaseModelVersion = BaseModelVersion,
        CustomerId = CustomerId,
        LearningOptOut = LearningOptOut,
        CustomizationWeight = CustomizationWeight,
        GrammarName = GrammarName,
        MaxAlternatives = MaxAlternatives > 1 ? MaxAlternatives : null,
        Timestamps = Timestamps ? true : null,
        WordConfidence = WordConfidence ? true : null,
        Redaction = Redaction ? true : null,
        WordAlternativesThreshold = WordAlternativesThreshold,
        Keywords = Keyword,
        KeywordsThreshold = KeywordThreshold,
        SplitTranscriptAtPhraseEnd = SplitAtPhraseEnd ? true : null,
        BackgroundAudioSuppression = BackgroundAudioSuppression,
        SadModule = SpeechActivityDetector,
        SpeechBeginEvent = SpeechBeginEvent ? true : null,
        InactivityTimeout = InactivityTimeout,
        AudioMetrics = AudioMetrics ? true : null,
        ProcessingMetrics = ProcessingMetrics || ProcessingMetricsInterval is not null ? true : null,
        ProcessingMetricsInterval = ProcessingMetricsInterval,
    };
}
