using System.Text;
using System.Text.RegularExpressions;

namespace SttPowerShell.LocalService.Customization.Language.Pronunciation;

/// <summary>Takes a spelling apart where a reader would: <c>CardioMap</c>, <c>Wi-Fi</c>, <c>MP3</c>, <c>HTMLParser</c>.</summary>
internal static partial class SpellingParts
{
    /// <summary>The parts: letters a to z with apostrophes between them, in their own case, or digits.</summary>
    public static IReadOnlyList<string> Of(string spelling) =>
        [.. Part().Matches(Unaccented(spelling)).Select(match => match.Value)];

    /// <summary>Whether a part is an acronym by its look: two capitals or more and nothing else.</summary>
    public static bool IsAcronym(string part) => part.Length is >= 2 and <= 8 && part.All(char.IsAsciiLetterUpper);

    /// <summary>Letters without their accents and typographic apostrophes as plain ones.</summary>
    private static string Unaccented(string text)
    {
        if (Ascii.IsValid(text)) return text;
        string plain = string.Concat(text.Where(c => !char.IsSurrogate(c))).Replace('\u2019', '\'');
        StringBuilder letters = new();
        foreach (char c in plain.Replace("ß", "ss").Replace("æ", "ae").Replace("œ", "oe").Replace('ø', 'o')
            .Normalize(NormalizationForm.FormD))
        {
            if (!char.IsBetween(c, '\u0300', '\u036F')) letters.Append(c);
        }
        return letters.ToString();
    }

    [GeneratedRegex("[0-9]+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+(?:'[a-z]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
