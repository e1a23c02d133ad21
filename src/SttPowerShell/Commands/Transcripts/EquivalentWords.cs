using System.Collections;
using System.Management.Automation;
using SttPowerShell.Accuracy;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Reads the words of an -Equivalent parameter by the rules for all words.</summary>
internal static class EquivalentWords
{
    /// <summary>The rules with these words, or the error of one that can't be taken.</summary>
    public static (SpokenWords Rules, ErrorRecord? Error) Add(SpokenWords rules, Hashtable? equivalent)
    {
        if (equivalent is null) return (rules, null);
        Dictionary<string, string[]> words = new(
            rules.CaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in equivalent)
        {
            string[] key = rules.Split(entry.Key.ToString() ?? "");
            if (key.Length != 1) return (rules, TranscriptErrors.InvalidEquivalent(entry.Key));
            words[key[0]] = rules.Split(entry.Value?.ToString() ?? "");
        }
        return (rules with { Equivalents = words }, null);
    }
}
