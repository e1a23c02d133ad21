using System.Runtime.InteropServices;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>
/// Finds which lines of a corpus, or parts of lines, have been read in which utterances: those that what was heard
/// differs from in at most a fifth of its words. It indexes what was heard and reads the corpus once, so a large corpus
/// takes its reading time and no memory.
/// </summary>
/// <remarks>
/// Of k + 1 pieces of an utterance at least one is untouched by k edits, and not more than k words away from its place;
/// so only lines that have a piece are compared with it. Words are compared by their <see cref="WordKey"/>.
/// </remarks>
internal sealed class CorpusMatches
{
    /// <summary>One edit for so many words.</summary>
    private const int WordsForAnEdit = 5;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<Heard> _heard = [];
    private readonly Dictionary<int, List<Piece>> _pieces = [];
    private readonly SortedSet<int> _lengths = [];

    /// <summary>Adds what was heard in an utterance, and gives its number, from 0 on.</summary>
    /// <param name="words">The keys of the words.</param>
    public int Add(IEnumerable<string> words)
    {
        int[] numbers = [.. words.Select(NumberOf)];
        int edits = numbers.Length / WordsForAnEdit;
        _heard.Add(new Heard(numbers, edits));
        for (int piece = 0; numbers.Length > 0 && piece <= edits; piece++)
        {
            int begin = piece * numbers.Length / (edits + 1);
            int end = (piece + 1) * numbers.Length / (edits + 1);
            int hash = Hash(numbers.AsSpan(begin, end - begin));
            _lengths.Add(end - begin);
            (CollectionsMarshal.GetValueRefOrAddDefault(_pieces, hash, out _) ??= [])
                .Add(new Piece(_heard.Count - 1, begin));
        }
        return _heard.Count - 1;
    }

    /// <summary>Compares a line of the corpus with what was heard.</summary>
    public void Read(IReadOnlyList<string> line)
    {
        int[] numbers = [.. line.Select(word => _numbers.GetValueOrDefault(WordKey.Of(word), -1))];
        foreach (int length in _lengths)
        {
            for (int begin = 0; begin + length <= numbers.Length; begin++)
            {
                ReadOnlySpan<int> words = numbers.AsSpan(begin, length);
                if (words.Contains(-1)) continue;
                if (!_pieces.TryGetValue(Hash(words), out List<Piece>? pieces)) continue;
                foreach (Piece piece in pieces) Compare(_heard[piece.Heard], piece.Begin, line, numbers, begin);
            }
        }
    }

    /// <summary>The words of the corpus that an utterance reads, as they are written there; null for none.</summary>
    public IReadOnlyList<string>? Match(int utterance) => _heard[utterance].Best;

    /// <summary>Compares an utterance with the line's words around a piece that both have.</summary>
    private static void Compare(Heard heard, int begin, IReadOnlyList<string> line, int[] numbers, int found)
    {
        bool isWhole = Math.Abs(numbers.Length - heard.Words.Length) <= heard.Edits
            && Math.Abs(found - begin) <= heard.Edits;
        // A few words are part of too many lines.
        if (!isWhole && heard.Edits == 0) return;
        int first = isWhole ? 0 : Math.Max(0, found - begin - heard.Edits);
        int last = isWhole ? numbers.Length
            : Math.Min(numbers.Length, found - begin + heard.Words.Length + heard.Edits);
        PartialAlignment alignment = PartialAlignment.Of(
            heard.Words, numbers.AsSpan(first, last - first), freeEnds: !isWhole);
        if (alignment.Edits > heard.Edits) return;
        // A whole line is likelier to have been read than a part of one.
        int rank = 2 * alignment.Edits + (isWhole ? 0 : 1);
        if (rank >= heard.Rank) return;
        heard.Rank = rank;
        heard.Best = [.. line.Skip(first + alignment.Begin).Take(alignment.End - alignment.Begin)];
    }

    private int NumberOf(string word)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, word, out bool known);
        if (!known) number = _numbers.Count;
        return number;
    }

    /// <summary>Equal words have equal hashes; that others may have them too only costs a comparison.</summary>
    private static int Hash(ReadOnlySpan<int> words)
    {
        HashCode hash = default;
        foreach (int word in words) hash.Add(word);
        return hash.ToHashCode();
    }

    private readonly record struct Piece(int Heard, int Begin);

    private sealed record Heard(int[] Words, int Edits)
    {
        public int Rank { get; set; } = int.MaxValue;

        public IReadOnlyList<string>? Best { get; set; }
    }
}
