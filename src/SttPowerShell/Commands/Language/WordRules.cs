using System.Globalization;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Commands;

/// <summary>
/// Finds mistakes in a word's definition for which the service would refuse it, and with it all others of the request
/// (contract section 8.2).
/// </summary>
internal static class WordRules
{
    private const int MostSoundsLikes = 5;
    private const int LongestSoundsLike = 40;

    /// <summary>Several pronunciations may stand in one text, parted by bars, as in a table's column.</summary>
    public static string[] Split(IEnumerable<string>? soundsLike)
        => [.. (soundsLike ?? []).SelectMany(s => s.Split('|',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>What is wrong with it; null if nothing is.</summary>
    public static string? Problem(Word word)
    {
        string text = word.Text!;
        IReadOnlyList<string> soundsLike = word.SoundsLike ?? [];
        if (text.Length == 0) return "the word is missing";
        if (text.Any(char.IsWhiteSpace)) return "a word has no blanks; join its parts with - or _, and use DisplayAs";
        if (text.Any(char.IsControl)) return "it has a control character";
        if (soundsLike.Count > MostSoundsLikes)
        {
            return Format($"it has {soundsLike.Count} pronunciations, and {MostSoundsLikes} are allowed");
        }
        return soundsLike.Select(Problem).FirstOrDefault(p => p is not null);
    }

    private static string? Problem(string soundsLike)
    {
        if (soundsLike.Length > LongestSoundsLike)
        {
            return Format($"'{soundsLike}' has {soundsLike.Length} characters, and {LongestSoundsLike} are allowed");
        }
        return soundsLike.Any(char.IsDigit)
            ? $"'{soundsLike}' has digits; write as it is spoken, such as 't four'"
            : null;
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
