namespace SttPowerShell.LocalService.Customization.Language.Training;

/// <summary>How transcripts write what was heard.</summary>
/// <param name="Display">By token or base word, where it isn't written as it is.</param>
/// <param name="Mappings">
/// By one or several words in lower case with blanks between, what is written in their place.
/// </param>
internal sealed record TranscriptWords(
    IReadOnlyDictionary<string, string> Display, IReadOnlyDictionary<string, string> Mappings)
{
    /// <summary>What <c>mapping_only</c> words replace: the word and each of its sounds-like texts.</summary>
    public static IReadOnlyDictionary<string, string> MappingsOf(IEnumerable<TrainingWord> words)
    {
        Dictionary<string, string> mappings = new(StringComparer.Ordinal);
        foreach (TrainingWord word in words.Where(word => word.MappingOnly))
        {
            string display = word.DisplayAs.Length > 0 ? word.DisplayAs : word.Text;
            foreach (string heard in word.SoundsLike.Append(word.Text))
            {
                string[] tokens = heard.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                if (tokens.Length > 0) mappings.TryAdd(Key(tokens), display);
            }
        }
        return mappings;
    }

    /// <summary>The key of words: without the periods that letters have, or have not, after them.</summary>
    public static string Key(IEnumerable<string> words) => string.Join(' ', words.Select(word => word.TrimEnd('.')));
}
