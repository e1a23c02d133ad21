using System.Globalization;
using System.Text;

namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>
/// Digits as they are said one after the other or in pairs: <c>nine oh nine twenty six forty five</c>. Phone numbers
/// also have whole hundreds and thousands: <c>seven one thousand</c> is 71000.
/// </summary>
/// <param name="Digits">The digits.</param>
/// <param name="Length">How many words say them.</param>
/// <param name="Parts">How many numbers they were said as.</param>
/// <param name="Exact">Whether one of these is no round number.</param>
/// <param name="Scaled">Whether there are hundreds or thousands.</param>
internal readonly record struct DigitString(string Digits, int Length, int Parts, bool Exact, bool Scaled)
{
    /// <summary>The longest string of digits that begins at a word; null if none does.</summary>
    public static DigitString? Read(SpokenText text, int begin, bool scaled)
    {
        StringBuilder digits = new();
        DigitString read = new("", 0, 0, false, false);
        while (Part(text, begin + read.Length, scaled, first: read.Length == 0) is { } part)
        {
            digits.Append(part.Digits);
            read = new DigitString("", read.Length + part.Length, read.Parts + 1,
                read.Exact || part.Exact, read.Scaled || part.Scaled);
        }
        return read.Length == 0 ? null : read with { Digits = digits.ToString() };
    }

    /// <summary>The digits behind a point; only hundred, thousand and so on may follow them.</summary>
    public static DigitString? Fraction(SpokenText text, int begin)
    {
        if (Read(text, begin, scaled: false) is not { } fraction) return null;
        string next = text[begin + fraction.Length];
        return NumberWords.IsNumber(next) && NumberWords.Scale(next) is null ? null : fraction;
    }

    private static DigitString? Part(SpokenText text, int at, bool scaled, bool first)
    {
        if (NumberWords.IsOh(text[at])) return IsZero(text, at, first) ? One("0", 1) : null;
        int times = NumberWords.Repeats(text[at]);
        if (times > 1)
        {
            return Digit(text[at + 1]) is { } repeated ? One(new string(repeated, times), 2) : null;
        }
        if (Cardinal.BelowHundred(text, at) is not { } number) return null;
        string zeros = scaled && number.Value is > 0 and < 10
            ? text[at + 1] switch { "hundred" => "00", "thousand" => "000", _ => "" }
            : "";
        return new DigitString(
            number.Value.ToString(CultureInfo.InvariantCulture) + zeros, number.Length + (zeros.Length > 0 ? 1 : 0),
            1, number.Value < 10 || number.Value % 10 > 0, zeros.Length > 0);
    }

    /// <summary>Oh is an exclamation, too; as the last digit it is taken only where nothing follows.</summary>
    private static bool IsZero(SpokenText text, int at, bool first)
    {
        if (first && text[at] == "o") return false;
        int next = at + 1;
        while (NumberWords.IsOh(text[next])) next++;
        return NumberWords.Cardinal(text[next]) is not null || (!first && next == text.Count);
    }

    private static char? Digit(string word) => NumberWords.IsOh(word) ? '0'
        : NumberWords.Cardinal(word) is < 10 and int digit ? (char)('0' + digit)
        : null;

    private static DigitString One(string digits, int length) => new(digits, length, 1, true, false);
}
