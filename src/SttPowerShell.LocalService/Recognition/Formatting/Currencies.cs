using System.Globalization;

namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>Dollars, euros and cents: <c>$3202.66</c>. Other currencies keep their names, as IBM has it.</summary>
internal static class Currencies
{
    /// <summary>
    /// What may stand behind cents that aren't named. <c>Five dollars and twenty people</c> are no cents.
    /// </summary>
    private static readonly HashSet<string> BehindAmount = new(
        [
            "", "for", "to", "in", "on", "at", "from", "of", "per", "each", "a", "an", "the", "and", "or", "but", "by",
            "is", "was", "please", "plus", "more", "less", "total", "altogether", "comma", "period", "question",
        ],
        StringComparer.Ordinal);

    public static Entity? Read(SpokenText text, int begin)
    {
        if (Numbers.Amount(text, begin) is not { } amount) return null;
        int at = begin + amount.Length;
        if (text[at] is "cent" or "cents")
        {
            return amount.Text.Length <= 2 ? new Entity($"$0.{amount.Text.PadLeft(2, '0')}", amount.Length + 1) : null;
        }
        string? sign = text[at] switch
        {
            "dollar" or "dollars" => "$",
            "euro" or "euros" => "€",
            _ => null,
        };
        if (sign is null) return null;
        at++;
        bool whole = amount.Text.All(char.IsAsciiDigit);
        return whole && Hundredths(text, at) is { } cents
            ? new Entity($"{sign}{amount.Text}.{cents.Text}", at + cents.Length - begin)
            : new Entity(sign + amount.Text, at - begin);
    }

    private static Entity? Hundredths(SpokenText text, int at)
    {
        if (text[at] == "point")
        {
            return DigitString.Fraction(text, at + 1) is { Digits.Length: <= 2 } digits
                && NumberWords.Scale(text[at + 1 + digits.Length]) is null
                ? new Entity(digits.Digits, digits.Length + 1)
                : null;
        }
        int and = text[at] == "and" ? 1 : 0;
        if (Cardinal.BelowHundred(text, at + and) is not { } cents) return null;
        string written = cents.Value.ToString("00", CultureInfo.InvariantCulture);
        string next = text[at + and + cents.Length];
        if (next is "cent" or "cents") return new Entity(written, and + cents.Length + 1);
        return cents.Value > 9 && BehindAmount.Contains(next) ? new Entity(written, and + cents.Length) : null;
    }
}
