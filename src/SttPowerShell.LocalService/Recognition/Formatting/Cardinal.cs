namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>A whole number as it is said: <c>three thousand two hundred and two</c>.</summary>
/// <param name="Value">Its value.</param>
/// <param name="Length">How many words say it.</param>
internal readonly record struct Cardinal(long Value, int Length)
{
    /// <summary>The longest number that begins at a word; null if none does.</summary>
    /// <param name="text">The phrase.</param>
    /// <param name="begin">Its first word; may be <c>a</c> before hundred, thousand and so on.</param>
    /// <param name="joined">Whether <c>and</c> may be within it.</param>
    public static Cardinal? Read(SpokenText text, int begin, bool joined = true)
    {
        long total = 0;
        long above = long.MaxValue;
        int at = begin;
        while (Group(text, at, begin, joined) is { } group && group.Value < above)
        {
            int next = at + group.Length;
            long scale = NumberWords.Scale(text[next]) ?? 1;
            if (scale == 1)
            {
                return new Cardinal(total + group.Value, next - begin);
            }
            if (scale >= above || group.Value is 0 or > 999) break;
            total += group.Value * scale;
            above = scale;
            at = next + 1;
        }
        return at == begin ? null : new Cardinal(total, at - begin);
    }

    /// <summary>0 to 99.</summary>
    public static Cardinal? BelowHundred(SpokenText text, int begin)
    {
        if (NumberWords.Cardinal(text[begin]) is not { } value) return null;
        return value >= 20 && value % 10 == 0 && NumberWords.Cardinal(text[begin + 1]) is > 0 and < 10 and int unit
            ? new Cardinal(value + unit, 2)
            : new Cardinal(value, 1);
    }

    /// <summary>What stands before or behind a thousand, a million and so on.</summary>
    private static Cardinal? Group(SpokenText text, int at, int begin, bool joined)
    {
        bool first = at == begin;
        if (first && text[at] == "a" && NumberWords.Scale(text[at + 1]) is not null)
        {
            return text[at + 1] == "hundred" ? Hundreds(text, at, new Cardinal(1, 1), joined) : new Cardinal(1, 1);
        }
        if (!first && joined && text[at] == "and") return Rest(text, at, joined);
        if (BelowHundred(text, at) is not { } small || (small.Value == 0 && !first)) return null;
        if (text[at + small.Length] == "hundred" && small.Value > 0) return Hundreds(text, at, small, joined);
        // Five sixty is 560 behind a thousand; alone it may be 5 and 60.
        return !first && small.Value < 10 && BelowHundred(text, at + small.Length) is { Value: > 9 } tens
            ? new Cardinal(small.Value * 100 + tens.Value, small.Length + tens.Length)
            : small;
    }

    private static Cardinal Hundreds(SpokenText text, int at, Cardinal count, bool joined)
    {
        Cardinal hundreds = new(count.Value * 100, count.Length + 1);
        return Rest(text, at + hundreds.Length, joined) is { } rest
            ? new Cardinal(hundreds.Value + rest.Value, hundreds.Length + rest.Length)
            : hundreds;
    }

    /// <summary>
    /// What stands behind hundreds and thousands. <c>One hundred and two hundred</c> are two numbers.
    /// </summary>
    private static Cardinal? Rest(SpokenText text, int at, bool joined)
    {
        int and = joined && text[at] == "and" ? 1 : 0;
        if (BelowHundred(text, at + and) is not { Value: > 0 } rest) return null;
        return and == 1 && text[at + 1 + rest.Length] == "hundred"
            ? null
            : rest with { Length = rest.Length + and };
    }
}
