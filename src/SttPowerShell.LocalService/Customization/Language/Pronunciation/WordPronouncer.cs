namespace SttPowerShell.LocalService.Customization.Language.Pronunciation;

/// <summary>How a custom word is spoken.</summary>
/// <param name="Pronunciations">Phones separated by blanks, most likely first, none twice.</param>
/// <param name="Unpronounceable">The sounds-like texts that give no pronunciation, each with the reason.</param>
internal sealed record WordPronunciations(
    IReadOnlyList<string> Pronunciations, IReadOnlyDictionary<string, string> Unpronounceable);

/// <summary>Finds pronunciations of custom words.</summary>
internal sealed class WordPronouncer
{
    /// <summary>From its sounds-like texts if it has any, else from the dictionary, else from its spelling.</summary>
    public WordPronunciations Pronounce(string word, IReadOnlyList<string> soundsLike) =>
        throw new NotImplementedException();
}
