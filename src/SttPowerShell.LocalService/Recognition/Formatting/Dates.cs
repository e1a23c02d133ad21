using System.Globalization;

namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>
/// Dates: with a year as <c>12/9/1900</c>, without as <c>June 6</c>. Months are names, or with a year numbers.
/// </summary>
internal static class Dates
{
    /// <summary>Any leap year has all days.</summary>
    private const int LeapYear = 2000;

    private static readonly Dictionary<string, int> Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames
        .Take(12).Select((name, i) => (Name: name.ToLowerInvariant(), Number: i + 1))
        .ToDictionary(month => month.Name, month => month.Number, StringComparer.Ordinal);

    /// <summary>What stands before a date rather than before the verbs may and march.</summary>
    private static readonly HashSet<string> BeforeDate = new(
        [
            "", "on", "by", "since", "until", "till", "before", "after", "from", "to", "through", "of", "is", "was",
            "this", "last", "next", "every", "between", "and", "or",
            "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        ],
        StringComparer.Ordinal);

    /// <summary>The number of a month, 1 to 12; null for other words.</summary>
    public static int? Month(string word) => Months.TryGetValue(word, out int month) ? month : null;

    public static Entity? Read(SpokenText text, int begin)
        => MonthAndDay(text, begin) ?? DayOfMonth(text, begin) ?? Numeric(text, begin);

    /// <summary><c>June sixth</c>, <c>January the thirty first two thousand</c>.</summary>
    private static Entity? MonthAndDay(SpokenText text, int begin)
    {
        if (Month(text[begin]) is not { } month) return null;
        int at = begin + (text[begin + 1] == "the" ? 2 : 1);
        if (OrdinalNumber.Read(text, at) is { } ordinal && IsDay(month, ordinal.Value))
        {
            int end = at + ordinal.Length;
            if (Year.Read(text, end) is { } year) return Full(month, ordinal.Value, year, end - begin);
            return ordinal.Value <= 3 && IsVerb(text, begin) ? null : Short(text, begin, ordinal.Value, end - begin);
        }
        return Cardinal.BelowHundred(text, at) is { } number && IsDay(month, number.Value)
            && Year.Read(text, at + number.Length) is { } of
            ? Full(month, (int)number.Value, of, at + number.Length - begin)
            : null;
    }

    /// <summary><c>The ninth of December nineteen hundred</c>.</summary>
    private static Entity? DayOfMonth(SpokenText text, int begin)
    {
        int at = begin + (text[begin] == "the" ? 1 : 0);
        if (OrdinalNumber.Read(text, at) is not { } day) return null;
        int name = at + day.Length + 1;
        if (text[name - 1] != "of" || Month(text[name]) is not { } month || !IsDay(month, day.Value)) return null;
        return Year.Read(text, name + 1) is { } year
            ? Full(month, day.Value, year, name + 1 - begin)
            : Short(text, name, day.Value, name + 1 - begin);
    }

    /// <summary><c>Ten oh six nineteen seventy</c>: month, day, year.</summary>
    private static Entity? Numeric(SpokenText text, int begin)
    {
        if (Part(text, begin) is not { Value: >= 1 and <= 12 } month) return null;
        if (Part(text, begin + month.Length) is not { } day || !IsDay((int)month.Value, day.Value)) return null;
        int length = month.Length + day.Length;
        return Year.Read(text, begin + length) is { } year
            ? Full((int)month.Value, (int)day.Value, year, length)
            : null;
    }

    private static Cardinal? Part(SpokenText text, int at)
    {
        bool zero = text[at] is "oh" or "o" or "zero";
        if (Cardinal.BelowHundred(text, zero ? at + 1 : at) is not { } number) return null;
        if (!zero) return number;
        return number.Value < 10 ? new Cardinal(number.Value, 2) : null;
    }

    private static Entity Full(int month, int day, Year year, int length)
        => new(string.Create(CultureInfo.InvariantCulture, $"{month}/{day}/{year.Value}"), length + year.Length);

    private static Entity Short(SpokenText text, int month, int day, int length)
        => new(string.Create(CultureInfo.InvariantCulture, $"{text.Spelling(month)} {day}"), length);

    private static bool IsDay(int month, long day) => day >= 1 && day <= DateTime.DaysInMonth(LeapYear, month);

    /// <summary><c>You may first want to</c>, <c>they march second</c>.</summary>
    private static bool IsVerb(SpokenText text, int begin)
        => text[begin] is "may" or "march" && !BeforeDate.Contains(text[begin - 1]);
}
