namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>
/// What spellings of one word have in common: its letters and digits, in lower case. A corpus, the dictionary and the
/// tokens of custom words differ in the rest.
/// </summary>
internal static class WordKey
{
    /// <summary>The key of a word as it is written.</summary>
    public static string Of(string word)
        => string.Create(word.Count(IsKept), word, static (key, word) =>
        {
            int at = 0;
            foreach (char c in word.Where(IsKept)) key[at++] = char.ToLowerInvariant(c);
        });

    /// <summary>
    /// The key of a word as the engine names it: a custom word's token ends in a number that its spelling hasn't.
    /// </summary>
    public static string OfToken(string token)
    {
        int number = token.LastIndexOf('_');
        return Of(number < 0 ? token : token[..number]);
    }

    private static bool IsKept(char c) => char.IsAsciiLetterOrDigit(c);
}
