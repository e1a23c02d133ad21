using System.Runtime.InteropServices;

namespace SttPowerShell.Accuracy;

/// <summary>Adds up the errors of many pairs; memory grows with the number of different errors only.</summary>
internal sealed class ErrorTotal
{
    private readonly Dictionary<(SttWordChange Change, string? Reference, string? Hypothesis), int> _confusions = [];
    private SttWordError _sum = new() { Pairs = 0, Characters = 0, CharacterErrors = 0 };

    public static SttWordError Of(IEnumerable<SttWordError> pairs, bool wordsOnly)
    {
        ErrorTotal total = new();
        foreach (SttWordError pair in pairs) total.Add(pair);
        return total.ToResult(wordsOnly);
    }

    public void Add(SttWordError pair)
    {
        _sum = _sum with
        {
            Pairs = _sum.Pairs + pair.Pairs,
            PairsWithErrors = _sum.PairsWithErrors + pair.PairsWithErrors,
            Words = _sum.Words + pair.Words,
            Substitutions = _sum.Substitutions + pair.Substitutions,
            Insertions = _sum.Insertions + pair.Insertions,
            Deletions = _sum.Deletions + pair.Deletions,
            Characters = _sum.Characters + pair.Characters,
            CharacterErrors = _sum.CharacterErrors + pair.CharacterErrors,
        };
        foreach (SttAlignedWord step in pair.Alignment)
        {
            if (step.Change == SttWordChange.Match) continue;
            CollectionsMarshal.GetValueRefOrAddDefault(
                _confusions, (step.Change, step.Reference, step.Hypothesis), out _)++;
        }
    }

    /// <param name="wordsOnly">Whether characters weren't counted.</param>
    public SttWordError ToResult(bool wordsOnly) => _sum with
    {
        Characters = wordsOnly ? null : _sum.Characters,
        CharacterErrors = wordsOnly ? null : _sum.CharacterErrors,
        Confusions = _confusions
            .OrderByDescending(confusion => confusion.Value)
            .ThenBy(confusion => confusion.Key.Reference, StringComparer.Ordinal)
            .ThenBy(confusion => confusion.Key.Hypothesis, StringComparer.Ordinal)
            .Select(confusion => new SttWordConfusion
            {
                Change = confusion.Key.Change,
                Reference = confusion.Key.Reference,
                Hypothesis = confusion.Key.Hypothesis,
                Count = confusion.Value,
            })
            .ToArray(),
    };
}
