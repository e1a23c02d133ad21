namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>A year from 1700 to 2099 as it is said: <c>nineteen seventy</c>, <c>two thousand and one</c>.</summary>
/// <param name="Value">The year.</param>
/// <param name="Length">How many words say it.</param>
internal readonly record struct Year(int Value, int Length)
{
    public static Year? Read(SpokenText text, int begin)
    {
        if (NumberWords.Cardinal(text[begin]) is >= 17 and <= 20 and int century)
        {
            if (NumberWords.IsOh(text[begin + 1]))
            {
                return NumberWords.Cardinal(text[begin + 2]) is > 0 and < 10 and int year
                    ? new Year(100 * century + year, 3)
                    : null;
            }
            if (century < 20 && text[begin + 1] == "hundred") return new Year(100 * century, 2);
            return Cardinal.BelowHundred(text, begin + 1) is { Value: > 9 } rest
                ? new Year(100 * century + (int)rest.Value, 1 + rest.Length)
                : null;
        }
        return text.Has(begin, "two", "thousand") && Cardinal.Read(text, begin) is { Value: < 2100 } number
            ? new Year((int)number.Value, number.Length)
            : null;
    }
}
