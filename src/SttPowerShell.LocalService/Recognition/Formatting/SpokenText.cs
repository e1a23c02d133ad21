namespace SttPowerShell.LocalService.Recognition.Formatting;

/// <summary>The words of a phrase as they are compared: in lower case, spelled letters without their periods.</summary>
internal sealed class SpokenText
{
    private readonly IReadOnlyList<string> _heard;
    private readonly string[] _spellings;
    private readonly string[] _words;

    public SpokenText(IReadOnlyList<string> words)
    {
        _heard = words;
        _spellings = [.. words.Select(Spell)];
        _words = [.. _spellings.Select(spelling => spelling.ToLowerInvariant())];
    }

    public int Count => _words.Length;

    /// <summary>A word to compare with; empty before the first and behind the last.</summary>
    public string this[int place] => place >= 0 && place < _words.Length ? _words[place] : "";

    /// <summary>A word as it was heard.</summary>
    public string Heard(int place) => _heard[place];

    /// <summary>A word with its own capitals.</summary>
    public string Spelling(int place) => _spellings[place];

    public bool IsLetter(int place) => this[place] is [>= 'a' and <= 'z'];

    /// <summary>Whether these words stand there, one after the other.</summary>
    public bool Has(int place, params ReadOnlySpan<string> words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            if (this[place + i] != words[i]) return false;
        }
        return true;
    }

    /// <summary>The recogniser writes spelled letters as <c>j.</c> and <c>a.m.</c></summary>
    private static string Spell(string word)
    {
        for (int i = 0; i < word.Length; i++)
        {
            if (i % 2 == 0 ? !char.IsAsciiLetter(word[i]) : word[i] != '.') return word;
        }
        return word.Replace(".", "", StringComparison.Ordinal);
    }
}
