namespace SttPowerShell.Accuracy;

/// <summary>What became of a word.</summary>
internal enum WordChange
{
    /// <summary>It was recognised.</summary>
    Match,
    /// <summary>Another word was recognised in its place.</summary>
    Substitution,
    /// <summary>A word was recognised that wasn't said.</summary>
    Insertion,
    /// <summary>A word that was said wasn't recognised.</summary>
    Deletion,
}

/// <summary>One step of an alignment.</summary>
/// <param name="Change">What became of the word.</param>
/// <param name="Reference">What was said; null for an insertion.</param>
/// <param name="Hypothesis">What was recognised; null for a deletion.</param>
internal readonly record struct AlignedWord(WordChange Change, string? Reference, string? Hypothesis);

/// <summary>
/// What was said beside what was recognised, word by word, as NIST's sclite aligns them: with the least weight, where a
/// substitution weighs 4 and an insertion or a deletion 3; among such alignments with the fewest errors.
/// </summary>
internal sealed class WordAlignment
{
    // Weight in the upper half, so that errors decide only where weights are equal.
    private const long Error = 1;
    private const long Substitution = (4L << 32) + Error;
    private const long Gap = (3L << 32) + Error;

    private readonly List<AlignedWord> _steps = [];

    private WordAlignment()
    {
    }

    /// <summary>All words in order.</summary>
    public IReadOnlyList<AlignedWord> Steps => _steps;

    /// <summary>How many words were said.</summary>
    public int Words { get; private set; }

    public int Substitutions { get; private set; }

    public int Insertions { get; private set; }

    public int Deletions { get; private set; }

    public int Errors => Substitutions + Insertions + Deletions;

    /// <summary>Aligns two texts by their words; see <see cref="SpokenWords"/>.</summary>
    public static WordAlignment Of(string reference, string hypothesis)
        => Of(SpokenWords.Of(reference), SpokenWords.Of(hypothesis));

    /// <summary>
    /// Aligns words, in time with the product of the lengths and memory with their sum: each half of the reference is
    /// aligned by itself, once it is known where the hypothesis parts (Hirschberg, CACM 18(6), 1975).
    /// </summary>
    public static WordAlignment Of(ReadOnlySpan<string> reference, ReadOnlySpan<string> hypothesis)
    {
        WordAlignment alignment = new() { Words = reference.Length };
        alignment.Align(reference, hypothesis);
        return alignment;
    }

    private void Align(ReadOnlySpan<string> reference, ReadOnlySpan<string> hypothesis)
    {
        if (reference.IsEmpty)
        {
            foreach (string word in hypothesis) Add(WordChange.Insertion, null, word);
        }
        else if (reference.Length == 1)
        {
            AlignOne(reference[0], hypothesis);
        }
        else
        {
            int half = reference.Length / 2;
            int cut = Cut(reference, half, hypothesis);
            Align(reference[..half], hypothesis[..cut]);
            Align(reference[half..], hypothesis[cut..]);
        }
    }

    private void AlignOne(string word, ReadOnlySpan<string> hypothesis)
    {
        if (hypothesis.IsEmpty)
        {
            Add(WordChange.Deletion, word, null);
            return;
        }
        int match = hypothesis.IndexOf(word);
        int at = Math.Max(match, 0);
        foreach (string before in hypothesis[..at]) Add(WordChange.Insertion, null, before);
        Add(match < 0 ? WordChange.Substitution : WordChange.Match, word, hypothesis[at]);
        foreach (string after in hypothesis[(at + 1)..]) Add(WordChange.Insertion, null, after);
    }

    private void Add(WordChange change, string? reference, string? hypothesis)
    {
        _steps.Add(new AlignedWord(change, reference, hypothesis));
        if (change == WordChange.Substitution) Substitutions++;
        if (change == WordChange.Insertion) Insertions++;
        if (change == WordChange.Deletion) Deletions++;
    }

    /// <summary>How many words of the hypothesis belong to the first words of the reference.</summary>
    private static int Cut(ReadOnlySpan<string> reference, int first, ReadOnlySpan<string> hypothesis)
    {
        long[] before = Weights(reference[..first], hypothesis, false);
        long[] after = Weights(reference[first..], hypothesis, true);
        int best = 0;
        for (int cut = 0; cut <= hypothesis.Length; cut++)
        {
            long weight = before[cut] + after[hypothesis.Length - cut];
            if (weight < before[best] + after[hypothesis.Length - best]) best = cut;
        }
        return best;
    }

    /// <summary>The least weight of the reference with each number of the hypothesis' first, or last, words.</summary>
    private static long[] Weights(ReadOnlySpan<string> reference, ReadOnlySpan<string> hypothesis, bool fromEnd)
    {
        long[] row = new long[hypothesis.Length + 1];
        for (int j = 0; j < row.Length; j++) row[j] = j * Gap;
        for (int i = 1; i <= reference.Length; i++)
        {
            string said = reference[fromEnd ? ^i : i - 1];
            long diagonal = row[0];
            row[0] = i * Gap;
            for (int j = 1; j < row.Length; j++)
            {
                bool same = said == hypothesis[fromEnd ? ^j : j - 1];
                long replaced = diagonal + (same ? 0 : Substitution);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + Gap);
            }
        }
        return row;
    }
}
