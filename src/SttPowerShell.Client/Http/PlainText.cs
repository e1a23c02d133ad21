using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace SttPowerShell.Client.Http;

/// <summary>Makes text of a service fit for one line of an error message.</summary>
internal static partial class PlainText
{
    private const RegexOptions Insensitive =
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant;

    /// <summary>
    /// One line: runs of white space become a space. Control characters go too, since a terminal would obey them.
    /// </summary>
    public static string OneLine(string text)
    {
        StringBuilder line = new(text.Length);
        foreach (char character in text)
        {
            if (!char.IsWhiteSpace(character) && !char.IsControl(character)) line.Append(character);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
        }

        return line.ToString().Trim(' ', '\uFEFF');
    }

    /// <summary>What an HTML or XML page says: its title, or else its text.</summary>
    public static string FromMarkup(string markup)
    {
        Match title = Title().Match(markup);
        string text = title.Success ? OneLine(WebUtility.HtmlDecode(Tag().Replace(title.Groups[1].Value, " "))) : "";
        if (text.Length > 0) return text;
        return OneLine(WebUtility.HtmlDecode(Tag().Replace(Unseen().Replace(markup, " "), " ")));
    }

    [GeneratedRegex("<title[^>]*>(.*?)</title>", Insensitive)]
    private static partial Regex Title();

    [GeneratedRegex("<(script|style)\\b.*?</\\1>|<!--.*?-->", Insensitive)]
    private static partial Regex Unseen();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
