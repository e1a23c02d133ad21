using System.Text;
using System.Text.RegularExpressions;

namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>
/// Web addresses, <c>yahoo dot com</c>, and behind the words <c>email address</c> e-mail addresses,
/// <c>john dot doe at foo dot com</c>. Their parts are words or spelled.
/// </summary>
internal static partial class Addresses
{
    private static readonly HashSet<string> TopLevelDomains = new(
        [
            "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "io", "ai", "co", "tv", "me", "app", "dev",
            "us", "uk", "ca", "eu", "de", "fr", "es", "it", "jp", "au",
        ],
        StringComparer.Ordinal);

    /// <summary>Words that stand before <c>dot com</c> without belonging to it.</summary>
    private static readonly HashSet<string> NoNames = new(
        [
            "a", "an", "the", "this", "that", "these", "those", "my", "your", "his", "her", "its", "our", "their", "of",
            "in", "on", "at", "to", "and", "or", "is", "was", "dot", "every", "any", "some", "no",
        ],
        StringComparer.Ordinal);

    /// <summary>What stands right before an e-mail address, so that nothing of it is missing.</summary>
    private static readonly HashSet<string> BeforeAddress = new(
        ["is", "was", "it's", "its", "address", "to", "at", "as", "or", "and", "for", "called", "comma"],
        StringComparer.Ordinal);

    public static Entity? Read(SpokenText text, int begin) => Mail(text, begin) ?? Host(text, begin);

    private static Entity? Mail(SpokenText text, int begin)
    {
        if (!BeforeAddress.Contains(text[begin - 1]) || !IsAddressAnnounced(text, begin)) return null;
        StringBuilder user = new();
        int at = begin;
        while (Name(text, at) is { } name)
        {
            user.Append(name.Text);
            at += name.Length;
            string? symbol = text[at] switch
            {
                "dot" => ".",
                "underscore" => "_",
                "dash" or "hyphen" => "-",
                _ => null,
            };
            if (symbol is null) break;
            user.Append(symbol);
            at++;
        }
        if (at == begin || text[at] != "at" || !char.IsAsciiLetterOrDigit(user[^1])) return null;
        return Host(text, at + 1) is { } host
            ? new Entity($"{user}@{host.Text}", at + 1 + host.Length - begin)
            : null;
    }

    /// <summary>Names with dots between them, of which the last is a top level domain.</summary>
    private static Entity? Host(SpokenText text, int begin)
    {
        StringBuilder host = new();
        Entity? found = null;
        int at = begin;
        while (Name(text, at) is { } name)
        {
            host.Append(name.Text);
            at += name.Length;
            if (host.Length > name.Text.Length && TopLevelDomains.Contains(name.Text.ToLowerInvariant()))
            {
                found = new Entity(host.ToString(), at - begin);
            }
            if (text[at] != "dot") break;
            host.Append('.');
            at++;
        }
        return found;
    }

    /// <summary>One part of an address: a word, or letters and digits that are spelled.</summary>
    private static Entity? Name(SpokenText text, int begin)
    {
        StringBuilder spelled = new();
        int at = begin;
        while (Character(text, at) is { } character)
        {
            spelled.Append(character);
            at++;
        }
        if (at - begin > 1 || (at > begin && text[begin] != "a")) return new Entity(spelled.ToString(), at - begin);
        return at == begin && !NoNames.Contains(text[begin]) && WordForm().IsMatch(text[begin])
            ? new Entity(text.Spelling(begin), 1)
            : null;
    }

    private static char? Character(SpokenText text, int at) => text.IsLetter(at) ? text[at][0]
        : NumberWords.Cardinal(text[at]) is < 10 and int digit ? (char)('0' + digit)
        : null;

    private static bool IsAddressAnnounced(SpokenText text, int begin)
    {
        for (int i = 0; i < begin; i++)
        {
            if (text[i] is "email" or "e-mail" && text[i + 1] == "address") return true;
            if (text.Has(i, "e", "mail", "address")) return true;
        }
        return false;
    }

    [GeneratedRegex("^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$")]
    private static partial Regex WordForm();
}
