using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Recognition.Formatting;

namespace SttPowerShell.LocalService.Recognition;

/// <summary>Writes a confusion network in the contract's form.</summary>
internal static class WordAlternativeBins
{
    /// <summary>The bins that have a word of at least the threshold; null if none were asked for.</summary>
    /// <param name="heard">The best reading in the engine's words.</param>
    /// <param name="offset">The utterance's, in seconds.</param>
    /// <param name="request">The threshold, and the custom model that says how words are written.</param>
    public static IReadOnlyList<WordAlternatives>? Write(Hypothesis heard, double offset, RecognitionRequest request)
    {
        if (request.Parameters.WordAlternativesThreshold is not { } threshold) return null;
        return
        [
            .. heard.Network.Select(bin => new WordAlternatives
            {
                StartTime = ResultAssembly.Hundredths(offset + bin.Start),
                EndTime = ResultAssembly.Hundredths(offset + bin.End),
                Alternatives =
                [
                    .. bin.Words.Where(word => word.Confidence >= threshold).Select(word => new WordAlternative
                    {
                        Word = Shown(request.LanguageModel?.Files.Display(word.Text) ?? word.Text, request.Parameters),
                        Confidence = Rounded(word.Confidence),
                    }),
                ],
            }).Where(bin => bin.Alternatives is { Count: > 0 }),
        ];
    }

    private static string Shown(string word, RecognitionParameters parameters)
        => parameters.ProfanityFilter is false ? word : ProfanityFilter.Filter(word);

    /// <summary>Cut, not rounded, to four places, so that the sum doesn't exceed 1.</summary>
    private static double Rounded(double confidence) => Math.Floor(confidence * 10000) / 10000;
}
