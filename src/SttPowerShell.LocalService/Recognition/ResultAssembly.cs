using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Recognition.Formatting;

namespace SttPowerShell.LocalService.Recognition;

/// <summary>Writes what the engine heard in the contract's words.</summary>
internal static class ResultAssembly
{
    /// <summary>
    /// How many readings of each phrase are asked for; 0 and nothing mean 1, and redaction allows no more.
    /// </summary>
    public static int Alternatives(RecognitionParameters parameters)
        => parameters.Redaction is true ? 1 : Math.Max(1, parameters.MaxAlternatives ?? 1);

    /// <summary>
    /// One result; null if there was no word, or only hesitations that formatting leaves out. The offset is the
    /// utterance's, in seconds.
    /// </summary>
    public static SpeechRecognitionResult? Result(
        IReadOnlyList<Hypothesis> readings, double offset, RecognitionRequest request)
    {
        if (readings.Count == 0 || readings[0].Words.Count == 0) return null;
        RecognitionParameters parameters = request.Parameters;
        Hypothesis heard = readings[0];
        if (request.LanguageModel is { } custom)
        {
            readings = [.. readings.Select(reading => WrittenWords.Write(reading, custom.Files))];
        }
        IEnumerable<SpeechRecognitionAlternative> others = readings.Skip(1).Where(reading => reading.Words.Count > 0)
            .Take(Alternatives(parameters) - 1)
            .Select(reading => new SpeechRecognitionAlternative { Transcript = Formatted(reading, parameters).Text });
        SpeechRecognitionAlternative best = Best(readings[0], offset, parameters);
        bool hides = parameters.Redaction is true;
        return best.Transcript!.Length == 0 ? null : new SpeechRecognitionResult
        {
            Final = true,
            Alternatives = [best, .. others.Where(other => other.Transcript!.Length > 0)],
            // Redaction turns off what would show the hidden words again (contract section 5.1).
            KeywordsResult = hides ? null : KeywordMatches.Find(readings[0], offset, parameters),
            WordAlternatives = hides ? null : WordAlternativeBins.Write(heard, offset, request),
        };
    }

    private static SpeechRecognitionAlternative Best(
        Hypothesis reading, double offset, RecognitionParameters parameters)
    {
        FormattedTranscript formatted = Formatted(reading, parameters);
        IEnumerable<HypothesisWord> words =
            reading.Words.Zip(formatted.Words, (word, shown) => word with { Text = shown });
        return new SpeechRecognitionAlternative
        {
            Transcript = formatted.Text,
            Confidence = Hundredths(reading.Confidence),
            Timestamps = parameters.Timestamps is not true ? null : [.. words.Select(word =>
                new WordTimestamp(word.Text, Hundredths(offset + word.Start), Hundredths(offset + word.End)))],
            WordConfidence = parameters.WordConfidence is not true ? null : [.. words.Select(word =>
                new WordConfidence(word.Text, Hundredths(word.Confidence)))],
        };
    }

    private static FormattedTranscript Formatted(Hypothesis reading, RecognitionParameters parameters)
        => FormattedTranscript.Write(reading.Words.Select(word => word.Text), parameters);

    /// <summary>Why a result ended, in the contract's words.</summary>
    public static string EndOfUtterance(UtteranceEnd end) => end switch
    {
        UtteranceEnd.EndOfData => "end_of_data",
        UtteranceEnd.Reset => "reset",
        _ => "silence",
    };

    internal static double Hundredths(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}
