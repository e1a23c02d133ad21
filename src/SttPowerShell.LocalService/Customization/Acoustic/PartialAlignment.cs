namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>How a row of words lies in another one.</summary>
/// <param name="Edits">Words that must be changed, added or left out to make it the other's words.</param>
/// <param name="Begin">The first of the other's words.</param>
/// <param name="End">The word behind the last of them.</param>
internal readonly record struct PartialAlignment(int Edits, int Begin, int End)
{
    /// <summary>Aligns words with the least edits.</summary>
    /// <param name="words">The words.</param>
    /// <param name="others">Where they are looked for.</param>
    /// <param name="freeEnds">Whether others before and behind them cost nothing.</param>
    public static PartialAlignment Of(ReadOnlySpan<int> words, ReadOnlySpan<int> others, bool freeEnds)
    {
        // The cheapest alignment of the first words that ends before each of the others.
        PartialAlignment[] row = new PartialAlignment[others.Length + 1];
        PartialAlignment[] next = new PartialAlignment[others.Length + 1];
        for (int at = 0; at < row.Length; at++)
        {
            row[at] = freeEnds ? new PartialAlignment(0, at, at) : new PartialAlignment(at, 0, at);
        }
        foreach (int word in words)
        {
            next[0] = row[0] with { Edits = row[0].Edits + 1 };
            for (int at = 1; at < row.Length; at++)
            {
                int changed = row[at - 1].Edits + (word == others[at - 1] ? 0 : 1);
                int without = row[at].Edits + 1;
                int added = next[at - 1].Edits + 1;
                // Of equal ones a changed word: at an end, too, one was rather misheard than nothing said.
                PartialAlignment best = changed <= Math.Min(without, added) ? row[at - 1] with { Edits = changed }
                    : without <= added ? row[at] with { Edits = without }
                    : next[at - 1] with { Edits = added };
                next[at] = best with { End = at };
            }
            (row, next) = (next, row);
        }
        return freeEnds ? row.MinBy(alignment => alignment.Edits) : row[^1];
    }
}
