using System.Globalization;
using System.Text.RegularExpressions;
using Humanizer;

namespace SttPowerShell.LocalService.Srgs;

/// <summary>
/// The words of a token. Digits become the words that they are read as, since nothing else can be said for them;
/// punctuation around a word is not spoken.
/// </summary>
internal static partial class TokenWords
{
    /// <summary>Humanizer's default: the service runs without the data of other cultures.</summary>
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <summary>Longer numbers are read digit by digit, as telephone numbers are.</summary>
    private const int LongestNumber = 9;

    /// <summary>The token as words in sequence; it may hold white space, as quoted tokens do.</summary>
    public static Expansion Read(string token, SrgsPosition position)
        => Expansion.InSequence(
            token.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(word => Spoken(word, position))
                .Select(word => new Word(word, position)),
            position);

    private static IEnumerable<string> Spoken(string text, SrgsPosition position)
    {
        string word = text.Trim(',', '?', '!', ':', ';', '"', '“', '”').Replace('’', '\'');
        if (WordForm().IsMatch(word)) return [word];
        if (NumberForm().Match(word) is not { Success: true } number) throw Unspeakable(text, position);
        string digits = number.Groups["whole"].Value.Replace(",", "", StringComparison.Ordinal);
        if (number.Groups["ordinal"].Success)
        {
            if (digits.Length > LongestNumber) throw Unspeakable(text, position);
            return Words(int.Parse(digits, CultureInfo.InvariantCulture).ToOrdinalWords(English));
        }
        IEnumerable<string> whole = digits.Length > LongestNumber || (digits[0] == '0' && digits.Length > 1)
            ? DigitByDigit(digits)
            : Words(int.Parse(digits, CultureInfo.InvariantCulture).ToWords(addAnd: false, English));
        return number.Groups["fraction"].Success
            ? [.. whole, "point", .. DigitByDigit(number.Groups["fraction"].Value)]
            : whole;
    }

    private static IEnumerable<string> DigitByDigit(string digits)
        => digits.Select(digit => (digit - '0').ToWords(English));

    private static string[] Words(string number) => number.Split(' ', '-');

    private static SrgsException Unspeakable(string text, SrgsPosition position) => new(position,
        $"It is not known how '{text}' is spoken: write it in words, as people say it.");

    /// <summary>Begins with a letter, as in don't, o'clock, twenty-one, a.m., A4, New_York; 'em.</summary>
    [GeneratedRegex(@"^'?\p{L}[\p{L}\p{M}\p{Nd}'._-]*$")]
    private static partial Regex WordForm();

    [GeneratedRegex(@"^(?<whole>[0-9]{1,3}(,[0-9]{3})+|[0-9]+)((?<ordinal>st|nd|rd|th)|\.(?<fraction>[0-9]+))?\.?$")]
    private static partial Regex NumberForm();
}
