using System.Globalization;
using SttPowerShell.Backups;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Commands;

/// <summary>
/// Tells which words of a file are to be added. A word's source has the names of the corpora and grammars that brought
/// it, and "user" if a user added it or changed what it sounds like (contract section 8.2); the former bring theirs
/// again.
/// </summary>
internal sealed class ImportedWords(ModelManifest manifest, bool all)
{
    private const string User = "user";

    private readonly HashSet<string> _present = [.. manifest.Contents!.Select(c => c.Name).OfType<string>()];
    private long _lost;

    /// <summary>How many are to be added, as far as they were looked at.</summary>
    public long Taken { get; private set; }

    /// <summary>What a user should know when all words were looked at, or null.</summary>
    public string? Warning => _lost == 0
        ? null
        : string.Create(CultureInfo.CurrentCulture, $"{_lost} words were not added, since the corpora and grammars that "
            + $"they came from aren't in the file. -WordType All adds them as a user's words.");

    /// <summary>The definition to send; null for a word that isn't to be added.</summary>
    public Word? Take(Word word)
    {
        IReadOnlyList<string> sources = word.Source ?? [];
        bool isUsers = sources.Count == 0 || sources.Contains(User);
        if (!isUsers && !all)
        {
            if (!sources.Any(_present.Contains)) _lost++;
            return null;
        }
        Taken++;
        return new Word
        {
            Text = word.Text,
            SoundsLike = word.SoundsLike is { Count: > 0 } ? word.SoundsLike : null,
            DisplayAs = string.IsNullOrEmpty(word.DisplayAs) ? null : word.DisplayAs,
            MappingOnly = word.MappingOnly == true ? true : null,
        };
    }
}
