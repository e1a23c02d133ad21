using System.Text;

namespace SttPowerShell.Accuracy;

/// <summary>The errors of characters: those of words, without space, as sclite -c counts.</summary>
internal readonly record struct CharacterErrors(int Characters, int Errors)
{
    public static CharacterErrors Of(
        IEnumerable<string> reference, IEnumerable<string> hypothesis, bool caseSensitive, CancellationToken cancel)
    {
        int[] said = CodePoints(reference, caseSensitive);
        SttWordChange[] changes = AlignmentSearch.Find(said, CodePoints(hypothesis, caseSensitive), cancel);
        return new CharacterErrors(said.Length, changes.Count(change => change != SttWordChange.Match));
    }

    // Upper case, since several letters may have one: both small sigmas.
    private static int[] CodePoints(IEnumerable<string> words, bool caseSensitive)
    {
        List<int> characters = [];
        foreach (string word in words)
        {
            foreach (Rune rune in (caseSensitive ? word : word.ToUpperInvariant()).EnumerateRunes())
            {
                characters.Add(rune.Value);
            }
        }
        return [.. characters];
    }
}
