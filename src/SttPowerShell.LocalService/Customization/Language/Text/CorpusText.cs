using System.Text;

namespace SttPowerShell.LocalService.Customization.Language.Text;

/// <summary>Reads a corpus: plain text, one sentence a line, as words that can be spoken.</summary>
internal static class CorpusText
{
    /// <summary>
    /// More words than a sentence has: a text without lines and periods is cut, so as not to be held whole.
    /// </summary>
    private const int LongestSentence = 1000;

    /// <summary>Shortened words, whose period doesn't end a sentence.</summary>
    private static readonly HashSet<string> Abbreviations = new(
        ["mr", "mrs", "ms", "dr", "st", "prof", "gen", "col", "sgt", "capt", "rev", "vs", "no", "fig", "approx"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The sentences of a text, read as they are asked for. Numbers and amounts are written out, punctuation and
    /// symbols are dropped, and so is what stands in brackets; the words' case is kept (contract section 8.1).
    /// </summary>
    /// <param name="text">The text; it isn't disposed.</param>
    /// <param name="isWord">
    /// Whether a spelling is a word as it stands: <c>x-ray</c>, <c>'em</c>, <c>AT&amp;T</c>. What isn't is taken
    /// apart. Null: everything is.
    /// </param>
    public static IEnumerable<IReadOnlyList<string>> Sentences(TextReader text, Func<string, bool>? isWord = null)
    {
        SpokenWords spoken = new(isWord ?? (static _ => false));
        List<string> sentence = [];
        foreach (string line in BoundedLines.Read(text))
        {
            string[] pieces = BracketedText.Blank(Plain(line))
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            for (int i = 0; i < pieces.Length; i++)
            {
                string core = SpokenWords.Core(pieces[i]).ToString();
                string? scale = i + 1 < pieces.Length ? SpokenWords.Core(pieces[i + 1]).ToString() : null;
                if (scale is not null && !SpokenNumbers.IsScale(scale)) scale = null;
                if (SpokenNumbers.Amount(core, scale) is { } amount)
                {
                    sentence.AddRange(amount.Split(' '));
                    if (scale is not null) i++;
                }
                else
                {
                    spoken.Add(core, sentence);
                }
                if (sentence.Count == 0) continue;
                if (sentence.Count < LongestSentence && !EndsSentence(pieces, i)) continue;
                yield return sentence;
                sentence = [];
            }
            if (sentence.Count == 0) continue;
            yield return sentence;
            sentence = [];
        }
    }

    /// <summary>The same with the sentences of a line together.</summary>
    public static IEnumerable<IReadOnlyList<string>> Lines(TextReader text, Func<string, bool>? isWord = null)
    {
        foreach (string line in BoundedLines.Read(text))
        {
            using StringReader reader = new(line);
            string[] words = [.. Sentences(reader, isWord).SelectMany(sentence => sentence)];
            if (words.Length > 0) yield return words;
        }
    }

    private static bool EndsSentence(string[] pieces, int i)
    {
        ReadOnlySpan<char> piece = pieces[i].AsSpan().TrimEnd("\"'”’»");
        if (piece is not [.., '.' or '!' or '?']) return false;
        if (piece[^1] != '.') return true;
        ReadOnlySpan<char> core = SpokenWords.Core(piece);
        bool shortened = core.Length == 1 || SpokenWords.IsSpelled(core)
            || Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(core);
        return !shortened && (i + 1 == pieces.Length || !char.IsLower(pieces[i + 1][0]));
    }

    /// <summary>One kind of apostrophe and of hyphen; dashes and dots that stand for pauses are blanks.</summary>
    private static string Plain(string line)
    {
        if (Ascii.IsValid(line) && !line.Contains("--", StringComparison.Ordinal)) return line;
        StringBuilder plain = new(line.Length);
        foreach (char c in line)
        {
            switch (c)
            {
                case '\u2018' or '\u2019' or '\u02BC' or '\u0060' or '\u00B4': plain.Append('\''); break;
                case '\u2010' or '\u2011': plain.Append('-'); break;
                case >= '\u2012' and <= '\u2015' or '\u2026': plain.Append(' '); break;
                // Soft hyphens, zero-width characters and byte order marks are within words and are not read.
                case '\u00AD' or (>= '\u200B' and <= '\u200D') or '\u2060' or '\uFEFF': break;
                default: plain.Append(c); break;
            }
        }
        return plain.Replace("--", " ").ToString();
    }
}
