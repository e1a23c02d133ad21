namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>What previous-generation models fill in for a new word that says nothing itself (contract section 8.2).</summary>
internal static class WordDefaults
{
    /// <summary>A word from a text: it sounds like itself and is shown as itself.</summary>
    public static StoredWord Of(string word)
        => new() { Text = word, SoundsLike = [word.ToLowerInvariant()], DisplayAs = word };
}
