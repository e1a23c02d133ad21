using System.Globalization;

namespace SttPowerShell.LocalService.Customization.Language.Text;

/// <summary>Takes what stands between two blanks of a corpus for words that can be spoken.</summary>
/// <param name="isWord">Whether a spelling is a word as it stands.</param>
internal sealed class SpokenWords(Func<string, bool> isWord)
{
    /// <summary>Longer than any word: base64, a key or the like, which nobody says.</summary>
    private const int LongestWord = 60;

    private const string Currencies = "$€£¥";

    /// <summary>What is left of a piece of text without the punctuation around it; may be empty.</summary>
    public static ReadOnlySpan<char> Core(ReadOnlySpan<char> piece)
    {
        int begin = 0;
        while (begin < piece.Length && !BeginsWord(piece[begin..])) begin++;
        int end = piece.Length;
        while (end > begin && !EndsWord(piece[end - 1])) end--;
        return piece[begin..end];
    }

    /// <summary>Adds the words of a piece without punctuation around it.</summary>
    public void Add(string core, List<string> words)
    {
        if (core.Length is 0 or > 4 * LongestWord || TryAdd(core, words)) return;
        int begin = 0;
        for (int i = 0; i <= core.Length; i++)
        {
            if (i < core.Length && IsInner(core, i)) continue;
            string part = core[begin..i].Trim('\'');
            begin = i + 1;
            if (part.Length > 0 && !TryAdd(part, words)) AddNumberAndLetters(part, words);
        }
    }

    /// <summary>Whether single letters have periods between them: <c>U.S</c>, <c>e.g</c></summary>
    public static bool IsSpelled(ReadOnlySpan<char> core)
    {
        for (int i = 0; i < core.Length; i++)
        {
            if (i % 2 == 0 ? !char.IsAsciiLetter(core[i]) : core[i] != '.') return false;
        }
        return core.Length >= 3 && core.Length % 2 == 1;
    }

    private bool TryAdd(string text, List<string> words)
    {
        if (IsSpelled(text))
        {
            // The recogniser's words for the letters have a period: "a" is the article, "a." the letter.
            words.AddRange(text.Where(char.IsAsciiLetter).Select(letter => $"{letter}."));
            return true;
        }
        if (SpokenNumbers.Words(text) is { } spoken)
        {
            words.AddRange(spoken.Split(' '));
            return true;
        }
        if (text.Length > LongestWord) return false;
        // A leading apostrophe belongs to 'em, a trailing one to nothing but a quotation.
        string word = isWord(text) ? text : text.Trim('\'');
        if (word.Length == 0 || !isWord(word)) return false;
        words.Add(word);
        return true;
    }

    /// <summary>What begins with a number is that number and a word: <c>10km</c>. <c>MP3</c> is a word.</summary>
    private static void AddNumberAndLetters(string part, List<string> words)
    {
        foreach (string simple in part.Split(['.', ',', ':', '%'], StringSplitOptions.RemoveEmptyEntries))
        {
            int digits = simple.AsSpan().IndexOfAnyExceptInRange('0', '9');
            string number = digits < 0 ? simple : simple[..digits];
            if (SpokenNumbers.Words(number) is { } spoken) words.AddRange(spoken.Split(' '));
            string rest = simple[number.Length..].Trim('\'');
            if (rest.Length is > 0 and <= LongestWord && rest.Any(char.IsLetterOrDigit)) words.Add(rest);
        }
    }

    private static bool BeginsWord(ReadOnlySpan<char> text) =>
        char.IsLetterOrDigit(text[0]) || text[0] == '\'' || Currencies.Contains(text[0], StringComparison.Ordinal)
        || text[0] is '-' or '.' && text.Length > 1 && char.IsAsciiDigit(text[1]);

    private static bool EndsWord(char last) =>
        char.IsLetterOrDigit(last) || IsMark(last) || last is '\'' or '%'
        || Currencies.Contains(last, StringComparison.Ordinal);

    private static bool IsInner(string text, int i)
    {
        char c = text[i];
        if (char.IsLetterOrDigit(c) || c == '\'' || IsMark(c)) return true;
        bool afterDigit = i > 0 && char.IsAsciiDigit(text[i - 1]);
        bool beforeDigit = i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]);
        return afterDigit && (c == '%' || beforeDigit && c is '.' or ',' or ':');
    }

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
}
