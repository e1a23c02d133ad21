using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Recognition;

/// <summary>
/// Where a phrase's keywords were heard: in the best reading, in any letter case, or by the engine's search for their
/// sounds, which finds what the language model holds for unlikely.
/// </summary>
internal static class KeywordMatches
{
    /// <summary>A keyword as it is compared and searched for: small letters, single spaces.</summary>
    public static string Phrase(string keyword) => string.Join(' ', Words(keyword));

    /// <summary>The matches by keyword; null if there are none, as the API leaves them out then.</summary>
    /// <param name="best">The best reading, as it is written.</param>
    /// <param name="offset">The utterance's, in seconds.</param>
    /// <param name="parameters">The keywords and their threshold.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<KeywordMatch>>? Find(
        Hypothesis best, double offset, RecognitionParameters parameters)
    {
        if (parameters.Keywords is not { Count: > 0 } keywords) return null;
        HypothesisWord[] words =
        [
            .. best.Words.SelectMany(word => Words(word.Text).Select(part => word with { Text = part })),
        ];
        ILookup<string, SpottedPhrase> spotted = best.Spotted.ToLookup(one => one.Phrase, StringComparer.Ordinal);
        Dictionary<string, IReadOnlyList<KeywordMatch>> found = new(StringComparer.Ordinal);
        foreach (string keyword in keywords)
        {
            string phrase = Phrase(keyword);
            KeywordMatch[] matches =
            [
                .. Merge([.. InReading(phrase, words)], spotted[phrase])
                    .Where(match => match.Confidence >= (parameters.KeywordsThreshold ?? 0))
                    .OrderBy(match => match.Start).Select(match => Written(match, offset)),
            ];
            if (matches.Length > 0) found[keyword] = matches;
        }
        return found.Count == 0 ? null : found;
    }

    private static string[] Words(string text)
        => text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>As sure as its least sure word.</summary>
    private static IEnumerable<SpottedPhrase> InReading(string phrase, HypothesisWord[] words)
    {
        string[] wanted = phrase.Split(' ');
        for (int first = 0; first + wanted.Length <= words.Length; first++)
        {
            ArraySegment<HypothesisWord> here = new(words, first, wanted.Length);
            if (!here.Select(word => word.Text).SequenceEqual(wanted, StringComparer.Ordinal)) continue;
            yield return new SpottedPhrase(phrase, here[0].Start, here[^1].End, here.Min(word => word.Confidence));
        }
    }

    /// <summary>What both found is one, with the reading's times and the greater confidence.</summary>
    private static IEnumerable<SpottedPhrase> Merge(SpottedPhrase[] read, IEnumerable<SpottedPhrase> spotted)
    {
        foreach (SpottedPhrase one in spotted)
        {
            int same = Array.FindIndex(read, other => one.Start < other.End && other.Start < one.End);
            if (same < 0) yield return one;
            else read[same] = read[same] with { Confidence = Math.Max(read[same].Confidence, one.Confidence) };
        }
        foreach (SpottedPhrase one in read) yield return one;
    }

    private static KeywordMatch Written(SpottedPhrase match, double offset) => new()
    {
        NormalizedText = match.Phrase,
        StartTime = ResultAssembly.Hundredths(offset + match.Start),
        EndTime = ResultAssembly.Hundredths(offset + match.End),
        Confidence = ResultAssembly.Hundredths(match.Confidence),
    };
}
