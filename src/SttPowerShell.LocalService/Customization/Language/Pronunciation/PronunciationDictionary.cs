using System.Security.Cryptography;
using System.Text;

namespace SttPowerShell.LocalService.Customization.Language.Pronunciation;

/// <summary>
/// The recogniser's pronunciation dictionary: unchanging, little more in memory than its file, and words are found
/// whatever their case.
/// </summary>
internal sealed class PronunciationDictionary
{
    private readonly byte[] _text;

    /// <summary>
    /// Where the lines begin, in the order of their words; those of one word in the order of the file.
    /// </summary>
    private readonly int[] _lines;

    private PronunciationDictionary(byte[] text, int[] lines)
    {
        _text = text;
        _lines = lines;
    }

    /// <summary>
    /// Loads a file in the format of the CMU dictionary: <c>word PH PH PH</c> a line, <c>word(2)</c> for another
    /// pronunciation, words in lower case.
    /// </summary>
    public static PronunciationDictionary Load(string path)
    {
        byte[] text = File.ReadAllBytes(path);
        List<int> lines = [];
        for (int begin = 0; begin < text.Length;)
        {
            int end = text.AsSpan(begin).IndexOf((byte)'\n');
            if (end < 0) end = text.Length - begin;
            if (text.AsSpan(begin, end).IndexOf((byte)' ') > 0) lines.Add(begin);
            begin += end + 1;
        }
        int[] sorted = [.. lines];
        Array.Sort(sorted, (a, b) =>
            WordAt(text, a).SequenceCompareTo(WordAt(text, b)) is not 0 and int order ? order : a.CompareTo(b));
        return new PronunciationDictionary(text, sorted);
    }

    /// <summary>Names the content: equal dictionaries have equal ones.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(_text));

    public bool Contains(string word) => Find(word) < _lines.Length;

    /// <summary>
    /// Its pronunciations, phones separated by blanks (<c>K AE T</c>), most usual first; empty if unknown.
    /// </summary>
    public IReadOnlyList<string> PronunciationsOf(string word)
    {
        List<string> found = [];
        int first = Find(word);
        for (int i = first; i < _lines.Length && Same(i, first); i++) found.Add(PhonesAt(_lines[i]));
        return found;
    }

    /// <summary>All words with their pronunciations; a word with several comes once for each.</summary>
    public IEnumerable<(string Word, string Phones)> Entries() =>
        _lines.Select(line => (Encoding.UTF8.GetString(WordAt(_text, line)), PhonesAt(line)));

    /// <summary>The first line of a word; the number of lines if it has none.</summary>
    private int Find(string word)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(word.ToLowerInvariant());
        int low = 0;
        int high = _lines.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (WordAt(_text, _lines[middle]).SequenceCompareTo(wanted) < 0) low = middle + 1;
            else high = middle;
        }
        return low < _lines.Length && WordAt(_text, _lines[low]).SequenceEqual(wanted) ? low : _lines.Length;
    }

    private bool Same(int i, int j) => WordAt(_text, _lines[i]).SequenceEqual(WordAt(_text, _lines[j]));

    private string PhonesAt(int line)
    {
        ReadOnlySpan<byte> rest = _text.AsSpan(line);
        int end = rest.IndexOf((byte)'\n');
        if (end >= 0) rest = rest[..end];
        return Encoding.UTF8.GetString(rest[(rest.IndexOf((byte)' ') + 1)..]).Trim();
    }

    /// <summary>The word of a line without the number of the pronunciation.</summary>
    private static ReadOnlySpan<byte> WordAt(byte[] text, int line)
    {
        ReadOnlySpan<byte> rest = text.AsSpan(line);
        ReadOnlySpan<byte> word = rest[..rest.IndexOf((byte)' ')];
        int number = word is [.., (byte)')'] ? word.LastIndexOf((byte)'(') : -1;
        return number > 0 ? word[..number] : word;
    }
}
