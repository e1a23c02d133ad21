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
    public IReadOnlyList<SttTranscriptAlternative> Alternatives { get; init; }
        = Array.Empty<SttTranscriptAlternative>();

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

    internal static SttTranscriptSegment From(SpeechRecognitionResult result)
    {
        IReadOnlyList<SpeechRecognitionAlternative> readings = result.Alternatives ?? [];
        SpeechRecognitionAlternative? best = readings.Count > 0 ? readings[0] : null;
        SttTranscriptAlternative[] alternatives = readings.Select(Reading).ToArray();
        return new SttTranscriptSegment
        {
            Transcript = best is null ? "" : alternatives[0].Transcript,
            Confidence = best?.Confidence,
            Alternatives = alternatives,
            Words = best is null ? Array.Empty<SttTranscriptWord>() : WordsOf(best),
            Keywords = SttKeyword.From(result.KeywordsResult),
            WordAlternatives = SttWordAlternatives.From(result.WordAlternatives),
            UtteranceEnd = UtteranceEndOf(result.EndOfUtterance),
            UtteranceEndText = result.EndOfUtterance,
        };
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

    // Times and confidences come as two arrays over the same words.
    private static SttTranscriptWord[] WordsOf(SpeechRecognitionAlternative best)
    {
        IReadOnlyList<WordTimestamp> times = best.Timestamps ?? [];
        IReadOnlyList<WordConfidence> confidences = best.WordConfidence ?? [];
        SttTranscriptWord[] words = new SttTranscriptWord[Math.Max(times.Count, confidences.Count)];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = new SttTranscriptWord
            {
                Word = i < times.Count ? times[i].Word : confidences[i].Word,
                Start = i < times.Count ? times[i].Start : null,
                End = i < times.Count ? times[i].End : null,
                Confidence = i < confidences.Count ? confidences[i].Confidence : null,
            };
        }
        return words;
    }
}
