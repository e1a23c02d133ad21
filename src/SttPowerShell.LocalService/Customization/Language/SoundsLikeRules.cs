using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Humanizer;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>
/// Which sounds-like texts can be used (contract section 8.2): words of English letters. Letters that are spoken one by
/// one are spelled <c>N. C. A. A.</c> for previous-generation models, and <c>N C A A</c> for the next generation, which
/// takes no punctuation at all.
/// </summary>
internal static partial class SoundsLikeRules
{
    /// <summary>Characters of one sounds-like.</summary>
    public const int Longest = 40;

    /// <summary>Sounds-likes of one word.</summary>
    public const int Most = 5;

    /// <summary>More digits than any number that is read as one.</summary>
    private const int LongestNumber = 12;

    /// <summary>Humanizer's default: the service runs without the data of other cultures.</summary>
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <summary>What people say something for, so that it can't just be left out.</summary>
    private static readonly SearchValues<char> SpokenSymbols = SearchValues.Create("&%$+@#*=<>^~|");

    /// <summary>Says why a sounds-like can't be used and what to write instead; null if it can.</summary>
    public static string? Check(string soundsLike, bool previousGeneration)
    {
        if (IsUsable(soundsLike, previousGeneration)) return null;
        if (soundsLike.Any(char.IsDigit))
        {
            return "Numbers are not allowed in sounds_like." + Advice(soundsLike, previousGeneration);
        }
        foreach (Rune foreign in soundsLike.EnumerateRunes().Where(IsForeign))
        {
            return $"Only the letters a to z are allowed in sounds_like. Write '{foreign}' as it sounds with them.";
        }
        if (HasStrayBlank(soundsLike))
        {
            return "Blanks are only allowed between the words of sounds_like, one at a time."
                + Advice(soundsLike, previousGeneration);
        }
        string exception = previousGeneration ? ", but for a period after a letter that is spoken by itself" : "";
        return $"Punctuation is not allowed in sounds_like{exception}." + Advice(soundsLike, previousGeneration);
    }

    /// <summary>Makes a usable sounds-like of a text; null if that would lose more than punctuation.</summary>
    public static string? Suggest(string text, bool previousGeneration)
    {
        if (text.EnumerateRunes().Any(IsForeign) || text.AsSpan().ContainsAny(SpokenSymbols)) return null;
        StringBuilder words = new();
        foreach (Match part in Part().Matches(text.Replace('’', '\'')))
        {
            if (words.Length > 0) words.Append(' ');
            words.Append(Spoken(part.Value, previousGeneration));
        }
        string suggested = words.ToString();
        return suggested.Length <= Longest && IsUsable(suggested, previousGeneration) ? suggested : null;
    }

    private static bool IsUsable(string soundsLike, bool previousGeneration)
        => (previousGeneration ? PreviousGeneration() : NextGeneration()).IsMatch(soundsLike);

    private static string Advice(string soundsLike, bool previousGeneration)
        => Suggest(soundsLike, previousGeneration) is string better ? $" You can try for example '{better}'." : "";

    private static string Spoken(string part, bool previousGeneration)
    {
        if (char.IsAsciiDigit(part[0])) return Number(part);
        return previousGeneration || part[^1] != '.' ? part : part[..^1];
    }

    /// <summary>As it is counted; what begins with 0 or is very long is read digit by digit.</summary>
    private static string Number(string digits)
        => digits.Length > LongestNumber || (digits.Length > 1 && digits[0] == '0')
            ? string.Join(' ', digits.Select(digit => (digit - '0').ToWords(English)))
            : long.Parse(digits, CultureInfo.InvariantCulture).ToWords(English).Replace('-', ' ');

    private static bool IsForeign(Rune c) => !c.IsAscii && !Rune.IsPunctuation(c) && !Rune.IsWhiteSpace(c);

    private static bool HasStrayBlank(string text)
        => text.Trim() != text || text.Contains("  ", StringComparison.Ordinal)
            || text.Any(c => c != ' ' && char.IsWhiteSpace(c));

    /// <summary>A number; a letter with its period; a word.</summary>
    [GeneratedRegex(@"[0-9]+|(?<![A-Za-z'])[A-Za-z]\.|[A-Za-z']*[A-Za-z][A-Za-z']*", RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    [GeneratedRegex(@"^(?:[A-Za-z]\.|'?[A-Za-z][A-Za-z']*)(?: (?:[A-Za-z]\.|'?[A-Za-z][A-Za-z']*))*\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex PreviousGeneration();

    [GeneratedRegex(@"^'?[A-Za-z][A-Za-z']*(?: '?[A-Za-z][A-Za-z']*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NextGeneration();
}
