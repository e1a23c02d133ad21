using System.Text;
using System.Text.RegularExpressions;

namespace SttPowerShell.LocalService.Customization.Language.Pronunciation;

/// <summary>Takes a spelling apart where a reader would: <c>CardioMap</c>, <c>Wi-Fi</c>, <c>MP3</c>, <c>HTMLParser</c>.</summary>
internal static partial class SpellingParts
{
    /// <summary>
    /// Latin letters with accents, and the same without. To decompose them (Unicode's form D) takes the data of ICU,
    /// which the service does without.
    /// </summary>
    private const string Accented =
        "àáâãäåçèéêëìíîïðñòóôõöøùúûüýþÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĺļľ"
        + "ŀłńņňŋōŏőŕŗřśŝşšţťŧũūŭůűųŵŷźżžșț";

    private const string Plain =
        "aaaaaaceeeeiiiidnoooooouuuuytyaaaccccddeeeeegggghhiiiiijklll"
        + "llnnnnooorrrsssstttuuuuuuwyzzzst";

    /// <summary>The parts: letters a to z with apostrophes between them, in their own case, or digits.</summary>
    public static IReadOnlyList<string> Of(string spelling) =>
        [.. Part().Matches(Unaccented(spelling)).Select(match => match.Value)];

    /// <summary>Whether a part is an acronym by its look: two capitals or more and nothing else.</summary>
    public static bool IsAcronym(string part) => part.Length is >= 2 and <= 8 && part.All(char.IsAsciiLetterUpper);

    /// <summary>Letters without their accents and typographic apostrophes as plain ones.</summary>
    private static string Unaccented(string text) => Ascii.IsValid(text)
        ? text
        : string.Concat(text.Replace('\u2019', '\'')
            .Replace("ß", "ss").Replace("æ", "ae").Replace("œ", "oe")
            .Where(c => !char.IsBetween(c, '\u0300', '\u036F')).Select(Unaccented));

    private static char Unaccented(char c)
    {
        int accented = Accented.IndexOf(char.ToLowerInvariant(c));
        if (accented < 0) return c;
        return char.IsLower(c) ? Plain[accented] : char.ToUpperInvariant(Plain[accented]);
    }

    [GeneratedRegex("[0-9]+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+(?:'[a-z]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
