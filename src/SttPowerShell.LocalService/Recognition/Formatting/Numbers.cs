using System.Globalization;

namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>
/// Whole numbers, decimals, ordinals, years and strings of digits. Numbers below ten stay words, since
/// <c>one of them</c> counts nothing, unless they are the ends of a range.
/// </summary>
internal static class Numbers
{
    private const int LeastWritten = 10;

    private static readonly long[] Readable = [1_000_000_000_000, 1_000_000_000, 1_000_000];

    /// <summary>One for each kind of number.</summary>
    public static IReadOnlyList<EntityReader> Readers { get; } =
        [Range, Decimal, Ordinal, Decade, StandingYear, Series, Whole, BeforeAnd];

    /// <summary>A whole number or a decimal, as it stands in amounts of money.</summary>
    public static Entity? Amount(SpokenText text, int begin)
        => Decimal(text, begin) ?? (Cardinal.Read(text, begin) is { } number ? Written(number) : null);

    /// <summary>
    /// As digits; millions and more, with nothing behind them, keep the word: <c>59 million</c>.
    /// </summary>
    private static Entity Written(Cardinal number)
    {
        long scale = Readable.FirstOrDefault(one => number.Value >= one && number.Value % one == 0);
        return scale == 0 || number.Value / scale > 999
            ? new Entity(number.Value.ToString(CultureInfo.InvariantCulture), number.Length)
            : new Entity(string.Create(CultureInfo.InvariantCulture, $"{number.Value / scale} {scale switch
            {
                1_000_000 => "million",
                1_000_000_000 => "billion",
                _ => "trillion",
            }}"), number.Length);
    }

    private static Entity? Whole(SpokenText text, int begin) => Whole(text, begin, joined: true);

    /// <summary>Where <c>and</c> begins another number: <c>one hundred and five six seven</c>.</summary>
    private static Entity? BeforeAnd(SpokenText text, int begin) => Whole(text, begin, joined: false);

    private static Entity? Whole(SpokenText text, int begin, bool joined)
        => Cardinal.Read(text, begin, joined) is { Value: >= LeastWritten } number
            && (text[begin] != "a" || number.Length > 2) ? Written(number) : null;

    /// <summary><c>One point five</c>, <c>five point two million</c>.</summary>
    private static Entity? Decimal(SpokenText text, int begin)
    {
        if (text[begin] == "a" || Cardinal.Read(text, begin) is not { } whole || text[begin + whole.Length] != "point")
        {
            return null;
        }
        int point = begin + whole.Length;
        if (DigitString.Fraction(text, point + 1) is not { } fraction) return null;
        string number = string.Create(CultureInfo.InvariantCulture, $"{whole.Value}.{fraction.Digits}");
        int length = whole.Length + 1 + fraction.Length;
        if (NumberWords.Scale(text[begin + length]) is null) return new Entity(number, length);
        return NumberWords.IsNumber(text[begin + length + 1])
            ? null
            : new Entity($"{number} {text[begin + length]}", length + 1);
    }

    /// <summary>The two numbers behind <c>between</c> and <c>from</c>, which are numbers even below ten.</summary>
    private static Entity? Range(SpokenText text, int begin)
    {
        string? link = text[begin - 1] switch { "between" => "and", "from" => "to", _ => null };
        if (link is null) return null;
        return Range(text, begin, link, joined: true) ?? Range(text, begin, link, joined: false);
    }

    private static Entity? Range(SpokenText text, int begin, string link, bool joined)
    {
        Entity? first = Decimal(text, begin)
            ?? (Cardinal.Read(text, begin, joined) is { } number ? Written(number) : null);
        if (first is not { } low || text[begin + low.Length] != link) return null;
        return Amount(text, begin + low.Length + 1) is { } high
            ? new Entity($"{low.Text} {link} {high.Text}", low.Length + 1 + high.Length)
            : null;
    }

    /// <summary>From the eleventh on: <c>first</c> and <c>a second</c> are more often words than numbers.</summary>
    private static Entity? Ordinal(SpokenText text, int begin)
        => OrdinalNumber.Read(text, begin) is { Value: > LeastWritten } ordinal
            ? new Entity(ordinal.ToString(), ordinal.Length)
            : null;

    private static Entity? Decade(SpokenText text, int begin)
        => NumberWords.Cardinal(text[begin]) is >= 17 and <= 20 and int century
            && NumberWords.Decade(text[begin + 1]) is { } decade
            ? new Entity(string.Create(CultureInfo.InvariantCulture, $"{100 * century + decade}s"), 2)
            : null;

    /// <summary>A year outside a date. <c>Twenty thirty</c> may be an estimate: years end with 2029.</summary>
    private static Entity? StandingYear(SpokenText text, int begin)
        => Year.Read(text, begin) is { Value: < 2030 } year
            ? new Entity(year.Value.ToString(CultureInfo.InvariantCulture), year.Length)
            : null;

    /// <summary>
    /// Three numbers at least: <c>two three</c> may be an estimate, <c>ten twenty thirty</c> counts on.
    /// </summary>
    private static Entity? Series(SpokenText text, int begin)
        => DigitString.Read(text, begin, scaled: false) is { Parts: > 2, Exact: true } series
            ? new Entity(series.Digits, series.Length)
            : null;
}
