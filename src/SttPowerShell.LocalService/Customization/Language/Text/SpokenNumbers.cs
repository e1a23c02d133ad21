using System.Globalization;
using System.Text.RegularExpressions;
using Humanizer;

namespace SttPowerShell.LocalService.Customization.Language.Text;

/// <summary>Says numbers and amounts in words, as American English reads them aloud.</summary>
internal static partial class SpokenNumbers
{
    /// <summary>More digits than this are read one by one, as are those of a number that begins with 0.</summary>
    private const int MostDigits = 15;

    private static readonly Dictionary<string, Currency> Currencies = new(StringComparer.Ordinal)
    {
        ["$"] = new("dollar", "dollars", "cent", "cents"),
        ["€"] = new("euro", "euros", "cent", "cents"),
        ["£"] = new("pound", "pounds", "penny", "pence"),
        ["¥"] = new("yen", "yen", null, null),
    };

    private static readonly Dictionary<string, string> Scales = new(StringComparer.OrdinalIgnoreCase)
    {
        ["k"] = "thousand",
        ["m"] = "million",
        ["mn"] = "million",
        ["b"] = "billion",
        ["bn"] = "billion",
    };

    private static readonly HashSet<string> ScaleWords =
        new(["hundred", "thousand", "million", "billion", "trillion"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a word counts the amount before it: <c>$2 million</c>.</summary>
    public static bool IsScale(string word) => ScaleWords.Contains(word);

    /// <summary>The words of <c>$100</c>, <c>€2.50</c>, <c>100€</c>, <c>$3bn</c>; null for what isn't an amount.</summary>
    /// <param name="text">The amount.</param>
    /// <param name="scale">The word that counts it, if one follows.</param>
    public static string? Amount(string text, string? scale)
    {
        Match match = AmountPattern().Match(text);
        if (!match.Success) return null;
        Currency currency = Currencies[match.Groups["currency"].Value];
        string number = match.Groups["number"].Value;
        scale ??= Scales.GetValueOrDefault(match.Groups["scale"].Value);
        if (scale is not null) return $"{Number(number)} {scale} {currency.Many}";
        string[] parts = number.Split('.');
        if (parts is not [string whole, { Length: 2 } hundredths] || currency.Hundredths is null)
        {
            return Counted(number, currency.One, currency.Many);
        }
        string units = Counted(whole, currency.One, currency.Many);
        if (hundredths == "00") return units;
        string small = Counted(hundredths.TrimStart('0'), currency.Hundredth!, currency.Hundredths);
        return whole is "" or "0" ? small : $"{units} and {small}";
    }

    /// <summary>The words of a percentage, time, ordinal, decade, year or number; null for anything else.</summary>
    public static string? Words(string text)
    {
        Match match = NumberPattern().Match(text);
        if (!match.Success) return null;
        string number = match.Groups["number"].Value;
        string sign = match.Groups["minus"].Success ? "minus " : "";
        if (match.Groups["percent"].Success) return $"{sign}{Number(number)} percent";
        if (match.Groups["minutes"].Success) return Time(number, match.Groups["minutes"].Value);
        if (match.Groups["ordinal"].Success) return Ordinal(number);
        if (match.Groups["decade"].Success) return Plural(IsYear(number) ? Year(number) : Number(number));
        return IsYear(number) && sign.Length == 0 ? Year(number) : sign + Number(number);
    }

    private static string Counted(string number, string one, string many) =>
        $"{Number(number)} {(number == "1" ? one : many)}";

    /// <summary>The words of a number such as 12, 1,000 or 3.5.</summary>
    private static string Number(string text)
    {
        text = text.Replace(",", "", StringComparison.Ordinal);
        int point = text.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0) return $"{Number(text[..point])} point {Digits(text[(point + 1)..])}";
        if (text.Length == 0) return "zero";
        return text.Length > MostDigits || text.Length > 1 && text[0] == '0'
            ? Digits(text)
            : Cardinal(long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private static string Digits(string text) => string.Join(' ', text.Select(digit => Cardinal(digit - '0')));

    private static string Cardinal(long number) =>
        Plain(number.ToWords(CultureInfo.InvariantCulture, addAnd: false));

    private static string Ordinal(string text)
    {
        string number = text.Replace(",", "", StringComparison.Ordinal);
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? WithOne(Plain(value.ToOrdinalWords(CultureInfo.InvariantCulture)))
            : Number(text);
    }

    /// <summary>The library says "hundred first".</summary>
    private static string WithOne(string ordinal) =>
        IsScale(ordinal.Split(' ')[0]) || ordinal.Split(' ')[0] is "hundredth" or "thousandth" or "millionth"
            ? "one " + ordinal : ordinal;

    /// <summary>Without hyphens, and without the "and" that American English leaves out.</summary>
    private static string Plain(string words) =>
        words.Replace('-', ' ').Replace(" and ", " ", StringComparison.Ordinal);

    private static bool IsYear(string text) =>
        text.Length == 4 && (text[0] == '1' && text[1] != '0' || text[0] == '2' && text[1] == '0');

    private static string Year(string text)
    {
        if (text.StartsWith("200", StringComparison.Ordinal)) return Cardinal(long.Parse(text, CultureInfo.InvariantCulture));
        string century = Cardinal(long.Parse(text[..2], CultureInfo.InvariantCulture));
        string rest = text[2..];
        if (rest == "00") return $"{century} hundred";
        return rest[0] == '0' ? $"{century} oh {Digits(rest[1..])}" : $"{century} {Number(rest)}";
    }

    private static string Plural(string words) => words.EndsWith('y') ? words[..^1] + "ies"
        : words.EndsWith('x') ? words + "es" : words + "s";

    private static string Time(string hours, string minutes) => minutes switch
    {
        "00" => $"{Number(hours)} o'clock",
        ['0', _] => $"{Number(hours)} oh {Number(minutes[1..])}",
        _ => $"{Number(hours)} {Number(minutes)}",
    };

    [GeneratedRegex(
        @"^(?:(?<currency>[$€£¥])(?<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)(?<scale>k|mn?|bn?)?"
        + @"|(?<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?<currency>[$€£¥]))$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ECMAScript)]
    private static partial Regex AmountPattern();

    [GeneratedRegex(
        @"^(?:(?<number>[01]?\d|2[0-3]):(?<minutes>[0-5]\d)"
        + @"|(?<number>\d{1,3}(?:,\d{3})+|\d+)(?<ordinal>st|nd|rd|th)"
        + @"|(?<number>\d{1,3}0)'?(?<decade>s)"
        + @"|(?<minus>-)?(?<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)(?<percent>%)?)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ECMAScript)]
    private static partial Regex NumberPattern();

    private sealed record Currency(string One, string Many, string? Hundredth, string? Hundredths);
}
