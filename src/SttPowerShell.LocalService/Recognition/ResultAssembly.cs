using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Recognition;

/// <summary>Makes the contract's results (section 5.4) from what the engine read in an utterance.</summary>
internal static class ResultAssembly
{
    /// <summary>The final result of one utterance.</summary>
    /// <param name="readings">At least one, best first.</param>
    /// <param name="start">Where the utterance begins in the recording, in seconds.</param>
    /// <param name="parameters">What was asked for.</param>
    public static SpeechRecognitionResult Final(
        IReadOnlyList<Hypothesis> readings, double start, RecognitionParameters parameters) => new()
    {
        Final = true,
        Alternatives =
        [
            Best(readings[0], start, parameters),
            .. readings.Skip(1).Select(reading => new SpeechRecognitionAlternative { Transcript = Transcript(reading) }),
        ],
    };

    private static SpeechRecognitionAlternative Best(
        Hypothesis reading, double start, RecognitionParameters parameters) => new()
    {
        Transcript = Transcript(reading),
        Confidence = Rounded(reading.Confidence),
        Timestamps = parameters.Timestamps is true
            ? [.. reading.Words.Select(word => new WordTimestamp(
                word.Text, Rounded(start + word.Start), Rounded(start + word.End)))]
            : null,
        WordConfidence = parameters.WordConfidence is true
            ? [.. reading.Words.Select(word => new WordConfidence(word.Text, Rounded(word.Confidence)))]
            : null,
    };

    /// <summary>The contract has transcripts end with a space, so that they can be joined as they are.</summary>
    private static string Transcript(Hypothesis reading) =>
        string.Concat(reading.Words.Select(word => word.Text + " "));

    private static double Rounded(double value) => Math.Round(value, 2);
}
