using System.Globalization;

namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>An ordinal number as it is said: <c>one hundred twenty first</c>.</summary>
/// <param name="Value">Its value.</param>
/// <param name="Length">How many words say it.</param>
internal readonly record struct OrdinalNumber(int Value, int Length)
{
    private const int Largest = 999_999;

    public static OrdinalNumber? Read(SpokenText text, int begin)
    {
        if (NumberWords.Ordinal(text[begin]) is { } single) return new OrdinalNumber(single, 1);
        if (Cardinal.Read(text, begin) is not { Value: <= Largest } before) return null;
        int at = begin + before.Length;
        if (text[at] == "and") at++;
        if (NumberWords.Ordinal(text[at]) is not { } last) return null;
        long rest = before.Value % 100;
        bool fits = rest == 0 ? before.Value > 0 : rest >= 20 && rest % 10 == 0 && last < 10 && text[at - 1] != "and";
        if (!fits || (text[at] == "second" && !IsOrdinal(text, begin, at))) return null;
        return new OrdinalNumber((int)before.Value + last, at + 1 - begin);
    }

    /// <summary>Its digits with <c>st</c>, <c>nd</c>, <c>rd</c> or <c>th</c>.</summary>
    public override string ToString()
    {
        string ending = (Value % 100, Value % 10) switch
        {
            ( >= 11 and <= 13, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Value}{ending}");
    }

    /// <summary><c>The twenty second</c> is a number, <c>a twenty second pause</c> a time.</summary>
    private static bool IsOrdinal(SpokenText text, int begin, int last)
        => text[last + 1] == "of"
            || Dates.Month(text[begin - 1]) is not null
            || text[begin - 1] is "the" or "my" or "your" or "his" or "her" or "its" or "our" or "their";
}
