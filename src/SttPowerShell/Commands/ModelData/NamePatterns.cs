using System.Management.Automation;

namespace SttPowerShell.Commands;

/// <summary>Names, some with wildcards, that things are chosen by.</summary>
internal sealed class NamePatterns
{
    private readonly (string Text, WildcardPattern? Pattern)[] _all;
    private readonly StringComparison _comparison;

    /// <param name="names">Names and patterns. Patterns match without regard to case.</param>
    /// <param name="comparison">How plain names are compared.</param>
    public NamePatterns(IEnumerable<string> names, StringComparison comparison)
    {
        _comparison = comparison;
        _all = [.. names.Select(n
            => IsPattern(n) ? (n, new WildcardPattern(n, WildcardOptions.IgnoreCase)) : (Plain(n), (WildcardPattern?)null))];
    }

    public static bool IsPattern(string name) => WildcardPattern.ContainsWildcardCharacters(name);

    /// <summary>The name that is meant where no wildcard is: those in it may have been escaped.</summary>
    public static string Plain(string name) => WildcardPattern.Unescape(name);

    /// <summary>A name such as "take[1]" is no pattern of its own, so it also means itself.</summary>
    public bool Match(string name)
        => Array.Exists(_all, p => p.Pattern?.IsMatch(name) == true || string.Equals(p.Text, name, _comparison));

    /// <summary>The plain names that none of these is.</summary>
    public IEnumerable<string> Missing(IEnumerable<string> names)
    {
        HashSet<string> present = new(names, StringComparer.FromComparison(_comparison));
        return _all.Where(p => p.Pattern is null && !present.Contains(p.Text)).Select(p => p.Text);
    }
}
