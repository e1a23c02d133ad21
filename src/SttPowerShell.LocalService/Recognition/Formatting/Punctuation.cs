namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>
/// Marks that are dictated: <c>comma</c>, <c>question mark</c>, <c>exclamation point</c>, and <c>period</c> at the end
/// of a phrase, where it isn't a noun.
/// </summary>
internal static class Punctuation
{
    /// <summary>Behind these the words are nouns: <c>in this period</c>, <c>the trial period</c>.</summary>
    private static readonly HashSet<string> BeforeNoun = new(
        [
            "", "a", "an", "the", "this", "that", "each", "every", "any", "some", "no", "one", "another", "same", "my",
            "your", "his", "her", "its", "our", "their", "which", "what", "per", "of", "in", "for", "first", "second",
            "third", "last", "next", "whole", "entire", "trial", "grace", "time", "warranty", "waiting", "notice",
            "oxford", "serial", "inverted", "big",
        ],
        StringComparer.Ordinal);

    /// <summary>The mark that begins at a word; null if none does.</summary>
    public static Entity? Read(SpokenText text, int begin)
    {
        if (BeforeNoun.Contains(text[begin - 1])) return null;
        return text[begin] switch
        {
            "comma" => new Entity(",", 1),
            "period" when begin == text.Count - 1 => new Entity(".", 1),
            "question" when text[begin + 1] == "mark" => new Entity("?", 2),
            "exclamation" when text[begin + 1] == "point" => new Entity("!", 2),
            _ => null,
        };
    }
}
