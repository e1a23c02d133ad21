using System.Net;
using System.Text;
using System.Text.Json;

namespace SttPowerShell.Client.Http;

/// <summary>Blanks secrets out of texts that a service sent, in case it repeats what it got.</summary>
internal static class Redaction
{
    private const string Blank = "***";

    /// <summary>What is shorter would only blank out ordinary words.</summary>
    private const int Shortest = 4;

    /// <summary>A secret that a text ends in the middle of is known by so many characters of it.</summary>
    private const int ShortestBeginning = 8;

    /// <summary>The text without the secret, as it is and as it is written in URLs, JSON, HTML and headers.</summary>
    public static string Of(string text, string secret)
    {
        if (secret.Length < Shortest || text.Length < Shortest) return text;
        foreach (string form in Forms(secret).Distinct())
        {
            text = WithoutBeginning(text.Replace(form, Blank, StringComparison.OrdinalIgnoreCase), form);
        }
        return text;
    }

    private static IEnumerable<string> Forms(string secret)
    {
        yield return secret;
        yield return PlainText.OneLine(secret);
        yield return Uri.EscapeDataString(secret);
        yield return WebUtility.UrlEncode(secret);
        yield return JsonEncodedText.Encode(secret).Value;
        yield return WebUtility.HtmlEncode(secret);
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        yield return Convert.ToBase64String(bytes);
        // Headers have no characters beyond ASCII, whatever a service puts in their place.
        yield return Encoding.Latin1.GetString(bytes);
        yield return Encoding.ASCII.GetString(Encoding.ASCII.GetBytes(secret));
    }

    /// <summary>Texts are cut, by the connection or to fit into a message.</summary>
    private static string WithoutBeginning(string text, string form)
    {
        string whole = text.TrimEnd('…');
        for (int length = Math.Min(form.Length - 1, whole.Length); length >= ShortestBeginning; length--)
        {
            if (!whole.EndsWith(form[..length], StringComparison.OrdinalIgnoreCase)) continue;
            return whole[..^length] + Blank + text[whole.Length..];
        }
        return text;
    }
}
