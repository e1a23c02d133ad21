using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>The answer to a recognition request. Every member may be missing.</summary>
internal sealed record SpeechRecognitionResults : ServiceAnswer, IJsonOnDeserialized
{
    public const string Listening = "listening";

    [JsonPropertyName("result_index")] public int? ResultIndex { get; init; }
    [JsonPropertyName("results")] public IReadOnlyList<SpeechRecognitionResult>? Results { get; init; }
    [JsonPropertyName("warnings")] public IReadOnlyList<string>? Warnings { get; init; }
    [JsonPropertyName("audio_metrics")] public AudioMetrics? AudioMetrics { get; init; }

    /// <summary>
    /// On a WebSocket, <see cref="Listening"/>: once before audio is taken, and again when all
    /// of a request's results have been sent.
    /// </summary>
    [JsonPropertyName("state")] public string? State { get; init; }

    [JsonPropertyName("processing_metrics")] public ProcessingMetrics? ProcessingMetrics { get; init; }

    void IJsonOnDeserialized.OnDeserialized() => WireList.RequireElements(Results);
}

/// <summary>One phrase, or that speech begins, which is no phrase and has neither readings nor an index.</summary>
internal sealed record SpeechRecognitionResult : IJsonOnDeserialized
{
    [JsonPropertyName("speech_begin_event")] public SpeechBeginEvent? SpeechBeginEvent { get; init; }
    [JsonPropertyName("final")] public bool? Final { get; init; }
    [JsonPropertyName("alternatives")] public IReadOnlyList<SpeechRecognitionAlternative>? Alternatives { get; init; }

    /// <summary>By the keywords as they were sent; those that weren't heard are missing.</summary>
    [JsonPropertyName("keywords_result")]
    public IReadOnlyDictionary<string, IReadOnlyList<KeywordMatch>>? KeywordsResult { get; init; }

    [JsonPropertyName("word_alternatives")] public IReadOnlyList<WordAlternatives>? WordAlternatives { get; init; }

    /// <summary>Why the phrase ended: end_of_data, full_stop, reset or silence.</summary>
    [JsonPropertyName("end_of_utterance")] public string? EndOfUtterance { get; init; }

    void IJsonOnDeserialized.OnDeserialized()
    {
        WireList.RequireElements(Alternatives);
        WireList.RequireElements(WordAlternatives);
    }
}

/// <summary>
/// One reading of a phrase. The transcript ends with a space; times are in seconds, confidences 0 to 1.
/// </summary>
internal sealed record SpeechRecognitionAlternative
{
    [JsonPropertyName("transcript")] public string? Transcript { get; init; }
    [JsonPropertyName("confidence")] public double? Confidence { get; init; }

    [JsonPropertyName("timestamps")]
    [JsonConverter(typeof(WordTimestampsConverter))]
    public IReadOnlyList<WordTimestamp>? Timestamps { get; init; }

    [JsonPropertyName("word_confidence")]
    [JsonConverter(typeof(WordConfidencesConverter))]
    public IReadOnlyList<WordConfidence>? WordConfidence { get; init; }
}
