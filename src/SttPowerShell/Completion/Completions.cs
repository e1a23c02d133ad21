using System.Management.Automation;
using System.Management.Automation.Language;

namespace SttPowerShell.Completion;

/// <summary>Makes completion results from names: matches what was typed, and quotes where a name needs it.</summary>
internal static class Completions
{
    /// <param name="typed">What stands at the cursor, perhaps with an opening quote.</param>
    /// <param name="items">Names, each with its tooltip.</param>
    public static IEnumerable<CompletionResult> Match(string? typed, IEnumerable<(string Name, string Tip)> items)
    {
        string word = typed ?? "";
        char quote = word.Length > 0 && word[0] is '\'' or '"' ? word[0] : '\0';
        string start = quote == '\0' ? word : word.Trim(quote);
        foreach ((string name, string tip) in items)
        {
            bool matches = name.StartsWith(start, StringComparison.OrdinalIgnoreCase)
                || (WildcardPattern.ContainsWildcardCharacters(start)
                    && WildcardPattern.Get(start + "*", WildcardOptions.IgnoreCase).IsMatch(name));
            if (!matches) continue;
            yield return new CompletionResult(Quote(name, quote), name, CompletionResultType.ParameterValue, tip);
        }
    }

    private static string Quote(string name, char quote)
    {
        bool plain = name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/');
        if (quote == '\0' && plain) return name;
        return quote == '"'
            ? "\"" + name.Replace("`", "``", StringComparison.Ordinal).Replace("\"", "`\"", StringComparison.Ordinal)
                .Replace("$", "`$", StringComparison.Ordinal) + "\""
            : "'" + CodeGeneration.EscapeSingleQuotedStringContent(name) + "'";
    }
}
