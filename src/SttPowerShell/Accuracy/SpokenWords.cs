using System.Text;

namespace SttPowerShell.Accuracy;

/// <summary>Which words of a text are compared, and what counts as the same word.</summary>
internal sealed record SpokenWords
{
    // Marks that belong to a word: letters of a swear word that was hidden, and what is read aloud.
    private const string Spoken = "*%&@#";
    private static readonly SpokenWords s_usual = new();

    /// <summary>Whether letter case matters.</summary>
    public bool CaseSensitive { get; init; }

    /// <summary>Whether punctuation around words matters.</summary>
    public bool KeepPunctuation { get; init; }

    /// <summary>Whether hesitations are words.</summary>
    public bool KeepHesitations { get; init; }

    /// <summary>Whether the parts of a hyphenated word are words.</summary>
    public bool SplitHyphens { get; init; }

    /// <summary>What is compared in the place of a word: other words.</summary>
    public IReadOnlyDictionary<string, string[]>? Equivalents { get; init; }

    /// <summary>The words of a text by the usual rules: without letter case, punctuation and hesitations.</summary>
    public static string[] Of(string text) => s_usual.Split(text);

    /// <summary>The words of a text by these rules.</summary>
    public string[] Split(string text)
    {
        List<string> words = [];
        foreach (string part in Prepared(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!KeepHesitations && IsHesitation(part)) continue;
            string word = KeepPunctuation ? part : Bare(part);
            if (!CaseSensitive) word = word.ToLowerInvariant();
            if (word.Length == 0) continue;
            if (Equivalents is not null && Equivalents.TryGetValue(word, out string[]? others)) words.AddRange(others);
            else words.Add(word);
        }
        return [.. words];
    }

    /// <summary>The rules in words, to be kept with what was counted by them.</summary>
    public string Describe()
    {
        List<string> apart = [];
        if (!CaseSensitive) apart.Add("letter case");
        if (!KeepPunctuation) apart.Add("punctuation around words");
        if (!KeepHesitations) apart.Add("hesitations");
        StringBuilder text = new(apart.Count == 0 ? "Everything counts" : $"Without {string.Join(", ", apart)}");
        if (SplitHyphens) text.Append("; hyphenated words are split");
        if (Equivalents is { Count: > 0 })
        {
            text.Append("; ").AppendJoin(", ", Equivalents.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => $"{pair.Key} = {string.Join(' ', pair.Value)}"));
        }
        return text.Append('.').ToString();
    }

    /// <summary>What the service writes where a speaker hesitated (contract section 5.4).</summary>
    public static bool IsHesitation(string word) => word.Equals("%HESITATION", StringComparison.OrdinalIgnoreCase);

    // One letter may be written as one character or as two, and an apostrophe straight or curved.
    private string Prepared(string text)
    {
        string prepared = text.Normalize(NormalizationForm.FormC);
        if (!KeepPunctuation) prepared = prepared.Replace('’', '\'').Replace('—', ' ').Replace('–', ' ');
        return SplitHyphens ? prepared.Replace('-', ' ').Replace('\u2010', ' ') : prepared;
    }

    private static string Bare(string word)
    {
        int start = 0;
        int end = word.Length;
        while (start < end && IsAround(word[start])) start++;
        while (end > start && IsAround(word[end - 1])) end--;
        return word[start..end];
    }

    private static bool IsAround(char c)
        => (char.IsPunctuation(c) && !Spoken.Contains(c, StringComparison.Ordinal)) || c == '`';
}
