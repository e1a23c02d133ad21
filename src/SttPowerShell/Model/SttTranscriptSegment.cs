using SttPowerShell.Client.Wire;

namespace SttPowerShell;

/// <summary>One phrase of a recording, between two silences.</summary>
public sealed record SttTranscriptSegment
{
    /// <summary>The best reading, without space around it.</summary>
    public required string Transcript { get; init; }

    /// <summary>How sure the recogniser is of the best reading, 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>Where the first word starts, in seconds from the beginning of the audio; with -Timestamps.</summary>
    public double? Start => Words.Count > 0 ? Words[0].Start : null;

    /// <summary>Where the last word ends, in seconds from the beginning of the audio; with -Timestamps.</summary>
    public double? End => Words.Count > 0 ? Words[^1].End : null;

    /// <summary>All readings, best first; more than one with -MaxAlternatives.</summary>
    /// <remarks>
    /// A list of one is made when somebody asks for it: of a long recording's results they were a ninth of the memory.
    /// </remarks>
    public IReadOnlyList<SttTranscriptAlternative> Alternatives
    {
        get => field ?? new[] { new SttTranscriptAlternative { Transcript = Transcript, Confidence = Confidence } };
        init;
    }

    /// <summary>The words of the best reading; empty without -Timestamps and -WordConfidence.</summary>
    public IReadOnlyList<SttTranscriptWord> Words { get; init; } = Array.Empty<SttTranscriptWord>();

    /// <summary>The keywords that were heard, in the order of their times; with -Keyword.</summary>
    public IReadOnlyList<SttKeyword> Keywords { get; init; } = Array.Empty<SttKeyword>();

    /// <summary>What else may have been said at each word; with -WordAlternativesThreshold.</summary>
    public IReadOnlyList<SttWordAlternatives> WordAlternatives { get; init; } = Array.Empty<SttWordAlternatives>();

    /// <summary>Why the phrase ended; with -SplitAtPhraseEnd.</summary>
    public SttUtteranceEnd? UtteranceEnd { get; init; }

    /// <summary>Why the phrase ended, as the service has it.</summary>
    public string? UtteranceEndText { get; init; }

    /// <summary>The best reading.</summary>
    public override string ToString() => Transcript;

    /// <summary>The phrase of a result; null of one that has none.</summary>
    internal static SttTranscriptSegment? Find(SpeechRecognitionResult result)
        => result.Alternatives is not { Count: > 0 } readings ? null : Of(
            readings.Select(Reading).ToArray(),
            SttTranscriptWord.Join(readings[0].Timestamps ?? [], readings[0].WordConfidence ?? []),
            result);

    /// <summary>The phrase of readings, the best of which has the words, and of what else a result has.</summary>
    internal static SttTranscriptSegment Of(
        IReadOnlyList<SttTranscriptAlternative> readings, SttTranscriptWord[] words,
        SpeechRecognitionResult result)
    {
        SttTranscriptAlternative best = readings[0];
        SttTranscriptSegment segment = new()
        {
            Transcript = best.Transcript,
            Confidence = best.Confidence,
            Words = words,
            Keywords = SttKeyword.From(result.KeywordsResult),
            WordAlternatives = SttWordAlternatives.From(result.WordAlternatives),
            UtteranceEnd = UtteranceEndOf(result.EndOfUtterance),
            UtteranceEndText = result.EndOfUtterance,
        };
        return readings.Count == 1 ? segment : segment with { Alternatives = readings.ToArray() };
    }

    private static SttUtteranceEnd? UtteranceEndOf(string? text) => text switch
    {
        null => null,
        "end_of_data" => SttUtteranceEnd.EndOfData,
        "full_stop" => SttUtteranceEnd.FullStop,
        "reset" => SttUtteranceEnd.Reset,
        "silence" => SttUtteranceEnd.Silence,
        _ => SttUtteranceEnd.Unknown,
    };

    private static SttTranscriptAlternative Reading(SpeechRecognitionAlternative alternative) => new()
    {
        Transcript = alternative.Transcript?.Trim() ?? "",
        Confidence = alternative.Confidence,
    };
}
