using SttPowerShell.LocalService.Customization.Language.Text;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>What was counted in a corpus or grammar.</summary>
/// <param name="TotalWords">Every occurrence of a word.</param>
/// <param name="Unknown">The words that the base model doesn't know, and how often each occurs.</param>
internal sealed record WordCount(long TotalWords, IReadOnlyDictionary<string, int> Unknown)
{
    /// <summary>Counts the words of a corpus as it is read: memory grows with the unknown words only.</summary>
    /// <param name="corpus">The text; it isn't disposed.</param>
    /// <param name="isKnown">Whether the base model knows a word; null: unknown words aren't wanted.</param>
    /// <param name="most">How many unknown words are counted; more are only added to the total.</param>
    /// <param name="cancel">Stops it soon.</param>
    public static WordCount Of(TextReader corpus, Func<string, bool>? isKnown, int most, CancellationToken cancel)
    {
        long total = 0;
        Dictionary<string, int> unknown = new(StringComparer.Ordinal);
        foreach (IReadOnlyList<string> sentence in CorpusText.Sentences(corpus, isKnown))
        {
            cancel.ThrowIfCancellationRequested();
            total += sentence.Count;
            if (isKnown is null) continue;
            foreach (string word in sentence)
            {
                if (isKnown(word)) continue;
                if (unknown.TryGetValue(word, out int count)) unknown[word] = count + 1;
                else if (unknown.Count < most) unknown.Add(word, 1);
            }
        }
        return new WordCount(total, unknown);
    }
}
