using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>
/// The parameters of a recognition request, each with its wire name: the one place that knows them. The client builds
/// the query string from it, the service reads the query string into it. A property that is null is not sent.
/// </summary>
internal sealed record RecognitionParameters
{
    /// <summary>The base model; the service's default is en-US_BroadbandModel.</summary>
    [JsonPropertyName("model")] public string? Model { get; init; }

    [JsonPropertyName("language_customization_id")] public string? LanguageCustomizationId { get; init; }

    [JsonPropertyName("acoustic_customization_id")] public string? AcousticCustomizationId { get; init; }

    /// <summary>The version of the base model, for custom models that were upgraded.</summary>
    [JsonPropertyName("base_model_version")] public string? BaseModelVersion { get; init; }

    /// <summary>How much the custom language model counts, 0 to 1, instead of what its training stored.</summary>
    [JsonPropertyName("customization_weight")] public double? CustomizationWeight { get; init; }

    /// <summary>The grammar of the custom language model that alone may be heard.</summary>
    [JsonPropertyName("grammar_name")] public string? GrammarName { get; init; }

    /// <summary>How many readings of each phrase at most; 0 means 1.</summary>
    [JsonPropertyName("max_alternatives")] public int? MaxAlternatives { get; init; }

    [JsonPropertyName("timestamps")] public bool? Timestamps { get; init; }

    [JsonPropertyName("word_confidence")] public bool? WordConfidence { get; init; }

    /// <summary>Swear words become asterisks; the service's default is true.</summary>
    [JsonPropertyName("profanity_filter")] public bool? ProfanityFilter { get; init; }

    /// <summary>Final transcripts have dates, times, numbers and the like as they are written.</summary>
    [JsonPropertyName("smart_formatting")] public bool? SmartFormatting { get; init; }

    /// <summary>The version of smart formatting, 0 or more; 2 is the newer one.</summary>
    [JsonPropertyName("smart_formatting_version")] public int? SmartFormattingVersion { get; init; }

    /// <summary>
    /// Numbers of three and more digits become X's in final transcripts. It includes smart formatting and allows one
    /// reading only.
    /// </summary>
    [JsonPropertyName("redaction")] public bool? Redaction { get; init; }

    /// <summary>The least confidence, 0 to 1, of other words at the same place; null for none.</summary>
    [JsonPropertyName("word_alternatives_threshold")] public double? WordAlternativesThreshold { get; init; }

    /// <summary>Words and phrases to be spotted, without commas; with <see cref="KeywordsThreshold"/> only.</summary>
    [JsonPropertyName("keywords")] public IReadOnlyList<string>? Keywords { get; init; }

    /// <summary>The least confidence of a keyword, 0 to 1.</summary>
    [JsonPropertyName("keywords_threshold")] public double? KeywordsThreshold { get; init; }

    /// <summary>Seconds of silence that end a phrase, 0 to 120; 0 for the service's own.</summary>
    [JsonPropertyName("end_of_phrase_silence_time")] public double? EndOfPhraseSilenceTime { get; init; }

    /// <summary>Whether each phrase is a result of its own that says why it ended.</summary>
    [JsonPropertyName("split_transcript_at_phrase_end")] public bool? SplitTranscriptAtPhraseEnd { get; init; }

    /// <summary>0 takes nothing for speech, 1 everything.</summary>
    [JsonPropertyName("speech_detector_sensitivity")] public double? SpeechDetectorSensitivity { get; init; }

    /// <summary>Which speech detector, 1 or 2.</summary>
    [JsonPropertyName("sad_module")] public int? SadModule { get; init; }

    /// <summary>How much of quieter sound is suppressed, 0 to 1.</summary>
    [JsonPropertyName("background_audio_suppression")] public double? BackgroundAudioSuppression { get; init; }

    /// <summary>Seconds without speech that end the request; -1 for no limit.</summary>
    [JsonPropertyName("inactivity_timeout")] public int? InactivityTimeout { get; init; }

    [JsonPropertyName("audio_metrics")] public bool? AudioMetrics { get; init; }

    /// <summary>Faster results at the price of some accuracy; next-generation models only.</summary>
    [JsonPropertyName("low_latency")] public bool? LowLatency { get; init; }

    /// <summary>Results that may still change, while speech is being heard; WebSocket only.</summary>
    [JsonPropertyName("interim_results")] public bool? InterimResults { get; init; }

    /// <summary>Whether it is told where speech begins, as soon as it does.</summary>
    [JsonPropertyName("speech_begin_event")] public bool? SpeechBeginEvent { get; init; }

    /// <summary>How far the service is with the audio; WebSocket and asynchronous interface only.</summary>
    [JsonPropertyName("processing_metrics")] public bool? ProcessingMetrics { get; init; }

    /// <summary>Seconds of real time between processing metrics, at least 0.1; the service's default is 1.</summary>
    [JsonPropertyName("processing_metrics_interval")] public double? ProcessingMetricsInterval { get; init; }

    /// <summary>Whose data the audio is (X-Watson-Metadata): no parameter, but it goes wherever these go.</summary>
    [JsonIgnore] public string? CustomerId { get; init; }

    /// <summary>Whether the service is asked not to log and not to learn from it: no parameter either.</summary>
    [JsonIgnore] public bool LearningOptOut { get; init; }

    /// <summary>
    /// Those that a WebSocket has in its URL and that hold for all requests on it (contract section 5.1, Q).
    /// </summary>
    public RecognitionParameters OfConnection() => new()
    {
        Model = Model,
        LanguageCustomizationId = LanguageCustomizationId,
        AcousticCustomizationId = AcousticCustomizationId,
        BaseModelVersion = BaseModelVersion,
    };

    /// <summary>All others, which go into a WebSocket's <c>start</c> message.</summary>
    public RecognitionParameters OfRequest() => this with
    {
        Model = null,
        LanguageCustomizationId = null,
        AcousticCustomizationId = null,
        BaseModelVersion = null,
    };
}
