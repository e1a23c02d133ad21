using SttPowerShell.LocalService.Customization.Language.Pronunciation;
using SttPowerShell.LocalService.Customization.Language.Training;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>How the words of transcripts are spoken: what they are called there, and each one's phones.</summary>
internal sealed class AdaptationLexicon
{
    private readonly PronunciationDictionary _dictionary;
    private readonly WordPronouncer? _pronouncer;
    private readonly Dictionary<string, string> _custom = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _customByKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _used = new(StringComparer.Ordinal);

    /// <param name="dictionary">The base model's words.</param>
    /// <param name="pronouncer">What pronounces all others; null if there won't be any.</param>
    /// <param name="language">A custom language model with words of its own; null for none.</param>
    public AdaptationLexicon(
        PronunciationDictionary dictionary, WordPronouncer? pronouncer, TrainedLanguageModel? language)
    {
        _dictionary = dictionary;
        _pronouncer = pronouncer;
        foreach (string line in language is null ? [] : File.ReadLines(language.DictionaryFile))
        {
            if (line.Split(' ', 2) is not [string token, string phones]) continue;
            // Several guesses at one word have numbers in brackets: the first is the likeliest.
            if (token.EndsWith(')') || !_custom.TryAdd(token, phones)) continue;
            _customByKey.TryAdd(WordKey.OfToken(token), token);
        }
    }

    /// <summary>The phones of all words that were asked for, by their names.</summary>
    public IReadOnlyDictionary<string, string> Pronunciations => _used;

    /// <summary>Whether a spelling is a word that has a pronunciation already.</summary>
    public bool IsKnown(string word) => _dictionary.Contains(word) || _customByKey.ContainsKey(WordKey.Of(word));

    /// <summary>The name of a word that the engine heard; null if it is no word any more.</summary>
    public string? NameOfHeard(string token)
        => _custom.TryGetValue(token, out string? phones) ? Use(token, phones) : NameOfBase(token);

    /// <summary>The name of a word as it is written; null if nobody can pronounce it.</summary>
    public string? NameOfWritten(string word)
    {
        if (NameOfBase(word) is { } known) return known;
        string key = WordKey.Of(word);
        if (_customByKey.TryGetValue(key, out string? token)) return Use(token, _custom[token]);
        // The numbers of tokens begin at 1.
        return _pronouncer?.Pronounce(word, []).Pronunciations is [string phones, ..] ? Use($"{key}_0", phones) : null;
    }

    private string? NameOfBase(string word)
        => _dictionary.PronunciationsOf(word) is [string phones, ..] ? Use(word.ToLowerInvariant(), phones) : null;

    private string Use(string name, string phones)
    {
        _used[name] = phones;
        return name;
    }
}
