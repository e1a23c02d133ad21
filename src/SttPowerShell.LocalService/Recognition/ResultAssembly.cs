using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Recognition;

/// <summary>Writes what the engine heard in the contract's words.</summary>
internal static class ResultAssembly
{
    /// <summary>How many readings of each phrase are asked for; 0 and nothing mean 1.</summary>
    public static int Alternatives(RecognitionParameters parameters) => Math.Max(1, parameters.MaxAlternatives ?? 1);

    /// <summary>One result; null if there was no word. The offset is the utterance's, in seconds.</summary>
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
            .Select(reading => new SpeechRecognitionAlternative { Transcript = Transcript(reading) });
        return new SpeechRecognitionResult
        {
            Final = true,
            Alternatives = [Best(readings[0], offset, parameters), .. others],
            KeywordsResult = KeywordMatches.Find(readings[0], offset, parameters),
            WordAlternatives = WordAlternativeBins.Write(heard, offset, request),
        };
    }

    private static SpeechRecognitionAlternative Best(
        Hypothesis reading, double offset, RecognitionParameters parameters) => new()
        {
            Transcript = Transcript(reading),
            Confidence = Hundredths(reading.Confidence),
            Timestamps = parameters.Timestamps is not true ? null : [.. reading.Words.Select(word =>
                new WordTimestamp(word.Text, Hundredths(offset + word.Start), Hundredths(offset + word.End)))],
            WordConfidence = parameters.WordConfidence is not true ? null : [.. reading.Words.Select(word =>
                new WordConfidence(word.Text, Hundredths(word.Confidence)))],
        };

    /// <summary>The contract ends every transcript with a space, so that phrases can be joined as they are.</summary>
    private static string Transcript(Hypothesis reading) =>
        string.Concat(reading.Words.Select(word => word.Text + " "));

    /// <summary>Why a result ended, in the contract's words.</summary>
    public static string EndOfUtterance(UtteranceEnd end) => end switch
    {
        UtteranceEnd.EndOfData => "end_of_data",
        UtteranceEnd.Reset => "reset",
        _ => "silence",
    };

    internal static double Hundredths(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}
