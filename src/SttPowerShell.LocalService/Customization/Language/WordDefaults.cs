namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>What the service fills in where a word's definition says nothing (contract section 8.2).</summary>
internal static class WordDefaults
{
    /// <summary>
    /// A word that a previous-generation model doesn't know: it sounds like itself, if it can be read at all, and is
    /// shown as itself.
    /// </summary>
    public static StoredWord Of(string word) => new()
    {
        Text = word,
        SoundsLike = SoundsLikeRules.Suggest(word.ToLowerInvariant(), previousGeneration: true) is string spoken
            ? [spoken]
            : [],
        DisplayAs = word,
    };

    /// <summary>A user's word of a previous-generation model: in one that it knows nothing is filled in.</summary>
    public static StoredWord Complete(StoredWord word, Func<string, bool> isKnown)
    {
        if (!IsIncomplete(word) || isKnown(word.Text)) return word;
        StoredWord filled = Of(word.Text);
        return word with
        {
            SoundsLike = word.SoundsLike.Count > 0 ? word.SoundsLike : filled.SoundsLike,
            DisplayAs = word.DisplayAs.Length > 0 ? word.DisplayAs : filled.DisplayAs,
        };
    }

    /// <summary>A user's word of a next-generation model.</summary>
    public static StoredWord Complete(StoredWord word)
        => word.DisplayAs.Length > 0 ? word : word with { DisplayAs = word.Text };

    /// <summary>Whether it depends on the base vocabulary what the word becomes.</summary>
    public static bool IsIncomplete(StoredWord word) => word.SoundsLike.Count == 0 || word.DisplayAs.Length == 0;
}
