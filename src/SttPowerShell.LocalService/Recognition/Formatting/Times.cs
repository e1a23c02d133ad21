using System.Globalization;

namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>
/// Times of day, which a word tells: <c>AM</c>, <c>PM</c>, a time zone, <c>o'clock</c>; for military times
/// <c>hours</c>.
/// </summary>
internal static class Times
{
    private static readonly HashSet<string> Zones = new(
        ["est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "gmt", "utc"], StringComparer.Ordinal);

    public static Entity? Read(SpokenText text, int begin) => Clock(text, begin) ?? Military(text, begin);

    private static Entity? Clock(SpokenText text, int begin)
    {
        if (Cardinal.BelowHundred(text, begin) is not { Value: >= 1 and <= 12 } hour) return null;
        int at = begin + hour.Length;
        long minutes = 0;
        bool clock = text[at] == "o'clock";
        if (clock)
        {
            at++;
        }
        else if (Minutes(text, at) is { } said)
        {
            minutes = said.Value;
            at += said.Length;
        }
        string time = string.Create(CultureInfo.InvariantCulture, $"{hour.Value}:{minutes:00}");
        bool known = clock;
        if (Half(text, at) is { } half)
        {
            (time, at, known) = ($"{time} {half.Text}", at + half.Length, true);
        }
        if (Zone(text, at) is { } zone)
        {
            (time, at, known) = ($"{time} {zone.Text}", at + zone.Length, true);
        }
        return known ? new Entity(time, at - begin) : null;
    }

    /// <summary>
    /// <c>Oh seven hundred hours</c>. <c>Fifteen hundred hours</c> is a time only behind at, until and so on.
    /// </summary>
    private static Entity? Military(SpokenText text, int begin)
    {
        bool zero = text[begin] is "oh" or "zero";
        if (Cardinal.BelowHundred(text, zero ? begin + 1 : begin) is not { } hour || hour.Value > 23) return null;
        if (zero ? hour.Value > 9 : hour.Value < 10 || !IsBeforeTime(text[begin - 1])) return null;
        int at = begin + hour.Length + (zero ? 1 : 0);
        Cardinal? minutes = text[at] == "hundred" ? new Cardinal(0, 1) : Minutes(text, at);
        if (minutes is not { } said || text[at + said.Length] != "hours") return null;
        return new Entity(
            string.Create(CultureInfo.InvariantCulture, $"{hour.Value:00}{said.Value:00} hours"),
            at + said.Length + 1 - begin);
    }

    private static Cardinal? Minutes(SpokenText text, int at)
    {
        if (NumberWords.IsOh(text[at]))
        {
            return NumberWords.Cardinal(text[at + 1]) is > 0 and < 10 and int minute ? new Cardinal(minute, 2) : null;
        }
        return Cardinal.BelowHundred(text, at) is { Value: >= 10 and < 60 } minutes ? minutes : null;
    }

    /// <summary>AM or PM. The verb am stands before I.</summary>
    private static Entity? Half(SpokenText text, int at)
    {
        if (text[at] is "am" or "pm") return text[at + 1] == "i" ? null : new Entity(text[at].ToUpperInvariant(), 1);
        return text[at] is "a" or "p" && text[at + 1] == "m" ? new Entity(text[at] == "a" ? "AM" : "PM", 2) : null;
    }

    private static Entity? Zone(SpokenText text, int at)
    {
        string spelled = text[at] + text[at + 1] + text[at + 2];
        if (text.IsLetter(at) && spelled.Length == 3 && Zones.Contains(spelled))
        {
            return new Entity(spelled.ToUpperInvariant(), 3);
        }
        return Zones.Contains(text[at]) ? new Entity(text[at].ToUpperInvariant(), 1) : null;
    }

    private static bool IsBeforeTime(string word)
        => word is "at" or "by" or "until" or "till" or "since" or "before" or "after" or "around";
}
