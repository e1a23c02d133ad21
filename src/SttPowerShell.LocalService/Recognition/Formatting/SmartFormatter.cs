namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>
/// Finds what is written otherwise than it is spoken in US English, as the documentation of Watson Speech to Text
/// ("Response formatting and filtering") has it. What isn't clearly one of these stays as it was heard.
/// </summary>
internal static class SmartFormatter
{
    /// <summary>Of several entities that are as long, the first reader's counts.</summary>
    private static readonly EntityReader[] Readers =
        [Dates.Read, Times.Read, Currencies.Read, PhoneNumbers.Read, Addresses.Read, .. Numbers.Readers];

    /// <summary>The phrase in spans, in order, which have all its words but hesitations.</summary>
    public static IReadOnlyList<FormattedSpan> Format(IReadOnlyList<string> words)
    {
        int[] places = [.. Enumerable.Range(0, words.Count).Where(place => !IsHesitation(words, place))];
        SpokenText text = new([.. places.Select(place => words[place])]);
        List<FormattedSpan> spans = [];
        for (int at = 0; at < text.Count;)
        {
            FormattedSpan span = Mark(text, at) ?? Longest(text, at) ?? Unchanged(text, at);
            at += span.Length;
            int first = places[span.First];
            spans.Add(span with { First = first, Length = places[at - 1] - first + 1 });
        }
        return spans;
    }

    private static FormattedSpan? Mark(SpokenText text, int at)
        => Punctuation.Read(text, at) is { } mark
            ? new FormattedSpan(mark.Text, at, mark.Length) { IsMark = true }
            : null;

    private static FormattedSpan? Longest(SpokenText text, int at)
    {
        Entity longest = default;
        foreach (EntityReader reader in Readers)
        {
            if (reader(text, at) is { } entity && entity.Length > longest.Length && !IsCut(text, at, entity))
            {
                longest = entity;
            }
        }
        return longest.Length == 0 ? null : new FormattedSpan(longest.Text, at, longest.Length);
    }

    /// <summary>A word, or all the words of numbers that together make no sense.</summary>
    private static FormattedSpan Unchanged(SpokenText text, int at)
    {
        int end = at;
        int digits = 0;
        bool alone = !NumberWords.IsNumber(text[at]) && Longest(text, at + 1) is not null;
        while (!alone && IsInNumber(text, end) && (end == at || NumberWords.Ordinal(text[end - 1]) is null))
        {
            Cardinal? number = Cardinal.BelowHundred(text, end);
            digits += number is { Value: var value } ? value < 10 ? 1 : 2 : NumberWords.Digits(text[end]);
            end += number?.Length ?? 1;
        }
        int length = Math.Max(1, end - at);
        return new FormattedSpan(string.Join(' ', Enumerable.Range(at, length).Select(text.Heard)), at, length)
        {
            Digits = digits,
        };
    }

    /// <summary>Oh is only a digit, and double only repeats one, where another number follows or went before.</summary>
    private static bool IsInNumber(SpokenText text, int at)
        => NumberWords.IsNumber(text[at])
            || (NumberWords.IsOh(text[at]) && (IsInNumber(text, at + 1) || NumberWords.IsNumber(text[at - 1])))
            || (NumberWords.Repeats(text[at]) > 1 && IsInNumber(text, at + 1));

    /// <summary>Whether the number that an entity ends with goes on behind it.</summary>
    private static bool IsCut(SpokenText text, int at, Entity entity)
    {
        int next = at + entity.Length;
        string last = text[next - 1];
        if (NumberWords.Ordinal(last) is not null) return false;
        if (!NumberWords.IsNumber(last) && !NumberWords.IsOh(last)) return false;
        while (NumberWords.IsOh(text[next])) next++;
        return NumberWords.IsNumber(text[next]);
    }

    /// <summary>US English leaves hesitations out of formatted transcripts; <c>uh huh</c> says yes.</summary>
    private static bool IsHesitation(IReadOnlyList<string> words, int place)
        => words[place].ToLowerInvariant() switch
        {
            "%hesitation" or "um" or "uhm" or "erm" => true,
            "uh" => place + 1 == words.Count || !words[place + 1].Equals("huh", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
}
