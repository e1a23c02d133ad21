using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Recognition;

/// <summary>Which of a request's keywords the engine can search for.</summary>
/// <param name="Searched">The phrases that it searches for.</param>
/// <param name="Warning">Names the keywords that it can't search for; null if there are none.</param>
internal sealed record KeywordPhrases(IReadOnlyList<string> Searched, string? Warning)
{
    private const int NamedAtMost = 20;

    public static async Task<KeywordPhrases> FindAsync(
        ISpeechEngine engine, RecognitionParameters parameters, DecodingOptions decoding, CancellationToken cancel)
    {
        if (parameters.Keywords is not { Count: > 0 } keywords) return new KeywordPhrases([], null);
        string[] words = [.. keywords.SelectMany(keyword => KeywordMatches.Phrase(keyword).Split(' ')).Distinct()];
        HashSet<string> unknown =
            [.. await engine.UnknownWordsAsync(words, decoding, cancel).ConfigureAwait(false)];
        ILookup<bool, string> bySearch = keywords.Distinct(StringComparer.Ordinal)
            .ToLookup(keyword => !KeywordMatches.Phrase(keyword).Split(' ').Any(unknown.Contains));
        string[] others = [.. bySearch[false]];
        return new KeywordPhrases(
            [.. bySearch[true].Select(KeywordMatches.Phrase).Distinct(StringComparer.Ordinal)],
            others.Length == 0 ? null : Name(others));
    }

    private static string Name(string[] keywords)
    {
        string named = string.Join(", ", keywords.Take(NamedAtMost));
        string more = keywords.Length > NamedAtMost ? $" and {keywords.Length - NamedAtMost} more" : "";
        return $"Keywords with words that are not in the vocabulary, not searched for by their sounds: {named}{more}.";
    }
}
