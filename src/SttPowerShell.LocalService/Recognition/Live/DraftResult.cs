using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Recognition.Formatting;

namespace SttPowerShell.LocalService.Recognition.Live;

/// <summary>Writes what may have been said so far (interim results, contract section 6).</summary>
internal static class DraftResult
{
    /// <summary>
    /// A result that isn't final: the words as the custom model writes them, swear words hidden, and nothing that only
    /// final results have, such as confidence and smart formatting.
    /// </summary>
    public static SpeechRecognitionResult Write(IReadOnlyList<string> words, RecognitionRequest request)
    {
        Hypothesis heard = new([.. words.Select(word => new HypothesisWord(word, 0, 0, 0))], 0);
        if (request.LanguageModel is { } custom) heard = WrittenWords.Write(heard, custom.Files);
        RecognitionParameters unformatted = new() { ProfanityFilter = request.Parameters.ProfanityFilter };
        string text = FormattedTranscript.Write(heard.Words.Select(word => word.Text), unformatted).Text;
        return new SpeechRecognitionResult
        {
            Final = false,
            Alternatives = [new SpeechRecognitionAlternative { Transcript = text }],
        };
    }
}
