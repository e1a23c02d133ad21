using System.Runtime.InteropServices;

namespace SttPowerShell.Accuracy;

/// <summary>What was said beside what was recognised, aligned as <see cref="AlignmentSearch"/> does.</summary>
internal sealed class WordAlignment
{
    private readonly int[] _counts = new int[4];

    private WordAlignment()
    {
    }

    /// <summary>All words in order.</summary>
    public IReadOnlyList<SttAlignedWord> Steps { get; private set; } = Array.Empty<SttAlignedWord>();

    /// <summary>How many words were said.</summary>
    public int Words => Matches + Substitutions + Deletions;

    public int Matches => _counts[(int)SttWordChange.Match];

    public int Substitutions => _counts[(int)SttWordChange.Substitution];

    public int Insertions => _counts[(int)SttWordChange.Insertion];

    public int Deletions => _counts[(int)SttWordChange.Deletion];

    public int Errors => Substitutions + Insertions + Deletions;

    /// <summary>Aligns two texts by their words; see <see cref="SpokenWords"/>.</summary>
    public static WordAlignment Of(string reference, string hypothesis)
        => Of(SpokenWords.Of(reference), SpokenWords.Of(hypothesis));

    /// <summary>Aligns words; equal are those spelled alike, in any letter case unless told otherwise.</summary>
    public static WordAlignment Of(
        IReadOnlyList<string> reference, IReadOnlyList<string> hypothesis, bool caseSensitive = false,
        CancellationToken cancel = default)
    {
        Dictionary<string, int> numbers = new(
            caseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        WordAlignment alignment = new();
        alignment.Take(
            AlignmentSearch.Find(Numbers(reference, numbers), Numbers(hypothesis, numbers), cancel),
            reference, hypothesis);
        return alignment;
    }

    private static int[] Numbers(IReadOnlyList<string> words, Dictionary<string, int> numbers)
    {
        int[] found = new int[words.Count];
        for (int i = 0; i < found.Length; i++)
        {
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, words[i], out bool known);
            if (!known) number = numbers.Count;
            found[i] = number;
        }
        return found;
    }

    private void Take(SttWordChange[] changes, IReadOnlyList<string> reference, IReadOnlyList<string> hypothesis)
    {
        SttAlignedWord[] steps = new SttAlignedWord[changes.Length];
        int said = 0;
        int heard = 0;
        for (int i = 0; i < steps.Length; i++)
        {
            SttWordChange change = changes[i];
            _counts[(int)change]++;
            steps[i] = new SttAlignedWord
            {
                Change = change,
                Reference = change == SttWordChange.Insertion ? null : reference[said++],
                Hypothesis = change == SttWordChange.Deletion ? null : hypothesis[heard++],
            };
        }
        Steps = steps;
    }
}
