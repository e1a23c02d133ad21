using System.Text;

namespace SttPowerShell.Client.Wire;

/// <summary>
/// Strings of words that come again and again: of results with times and confidences each word comes twice, and a
/// language's few most frequent words are most of what is said. Of 100 MB of results this saves 3 million strings.
/// </summary>
internal static class WordPool
{
    private const int Places = 4096;
    private const int LongestWord = 32;

    // A place has the word that came last. Threads may overwrite each other's, which costs a string and no more.
    private static readonly Entry?[] s_places = new Entry?[Places];

    /// <summary>The string of a word in ASCII.</summary>
    public static string Get(ReadOnlySpan<byte> word)
    {
        if (word.Length > LongestWord) return Encoding.ASCII.GetString(word);
        HashCode hash = new();
        hash.AddBytes(word);
        ref Entry? place = ref s_places[hash.ToHashCode() & (Places - 1)];
        if (place is { } entry && entry.Ascii.AsSpan().SequenceEqual(word)) return entry.Text;
        Entry added = new(word.ToArray(), Encoding.ASCII.GetString(word));
        place = added;
        return added.Text;
    }

    private sealed record Entry(byte[] Ascii, string Text);
}
