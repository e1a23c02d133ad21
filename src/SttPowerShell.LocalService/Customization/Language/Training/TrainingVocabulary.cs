using SttPowerShell.LocalService.Customization.Language.Pronunciation;

namespace SttPowerShell.LocalService.Customization.Language.Training;

/// <summary>
/// The words that a custom model can hear, and the engine's names for them. A word of the base dictionary keeps its
/// name; every other gets a token, because the engine folds case, and its formats leave no room for the characters that
/// words may have.
/// </summary>
internal sealed class TrainingVocabulary(PronunciationDictionary dictionary, WordPronouncer pronouncer)
{
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _tokensInAnyCase = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _display = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _pronunciations = new(StringComparer.Ordinal);
    private readonly List<string> _custom = [];
    private readonly HashSet<string> _isCustom = new(StringComparer.Ordinal);

    /// <summary>The tokens of the words resource, once each, in its order.</summary>
    public IReadOnlyList<string> CustomTokens => _custom;

    /// <summary>How transcripts write a token, where they don't write the token itself.</summary>
    public IReadOnlyDictionary<string, string> Display => _display;

    /// <summary>The token that the engine knows a word by; null if the word is unknown.</summary>
    public string? TokenOf(string word)
    {
        if (_tokens.TryGetValue(word, out string? token)) return token;
        if (dictionary.Contains(word)) return word.ToLowerInvariant();
        // At a sentence's begin a word has a capital that isn't its own.
        return _tokensInAnyCase.GetValueOrDefault(word);
    }

    /// <summary>Whether a spelling is a word as it stands.</summary>
    public bool IsWord(string spelling) => TokenOf(spelling) is not null;

    /// <summary>Adds a custom word. One that nobody can pronounce is passed over.</summary>
    public void Add(TrainingWord word)
    {
        IReadOnlyList<string> pronunciations = pronouncer.Pronounce(word.Text, word.SoundsLike).Pronunciations;
        if (pronunciations.Count == 0) pronunciations = pronouncer.Pronounce(word.Text, []).Pronunciations;
        if (pronunciations.Count == 0 || _tokens.ContainsKey(word.Text)) return;
        string lower = word.Text.ToLowerInvariant();
        IReadOnlyList<string> known = dictionary.PronunciationsOf(lower);
        string[] added = [.. pronunciations.Except(known, StringComparer.Ordinal)];
        // "apple" and "Apple" are one word. "us" and "US" are two, or every "us" would be written "US".
        bool isBase = known.Count > 0 && (word.Text == lower
            || !SpellingParts.IsAcronym(word.Text) && added.Length == 0 && pronunciations.Count == known.Count);
        string token = isBase ? lower : NewToken(lower);
        string display = word.DisplayAs.Length > 0 ? word.DisplayAs : word.Text;
        Register(word.Text, token);
        if (display != token && (word.DisplayAs.Length > 0 || !_display.ContainsKey(token))) _display[token] = display;
        if (_isCustom.Add(token)) _custom.Add(token);
        IEnumerable<string> variants = isBase ? added : pronunciations;
        if (!_pronunciations.TryGetValue(token, out List<string>? all)) _pronunciations.Add(token, all = []);
        all.AddRange(variants.Except(all, StringComparer.Ordinal));
    }

    /// <summary>The token of a word that must be known, such as a grammar's; null if nobody can pronounce it.</summary>
    public string? TokenOfAny(string word)
    {
        if (TokenOf(word) is { } known) return known;
        IReadOnlyList<string> pronunciations = pronouncer.Pronounce(word, []).Pronunciations;
        if (pronunciations.Count == 0) return null;
        string token = NewToken(word.ToLowerInvariant());
        Register(word, token);
        _display[token] = word;
        _pronunciations.Add(token, [.. pronunciations]);
        return token;
    }

    /// <summary>Writes the pronunciations that the base dictionary lacks.</summary>
    public async Task WriteDictionaryAsync(string path, CancellationToken cancel)
    {
        StreamWriter file = new(path) { NewLine = "\n" };
        await using (file.ConfigureAwait(false))
        {
            foreach ((string token, List<string> pronunciations) in _pronunciations)
            {
                cancel.ThrowIfCancellationRequested();
                int variant = dictionary.PronunciationsOf(token).Count;
                foreach (string phones in pronunciations)
                {
                    string name = ++variant == 1 ? token : $"{token}({variant})";
                    await file.WriteLineAsync($"{name} {phones}").ConfigureAwait(false);
                }
            }
        }
    }

    private void Register(string word, string token)
    {
        _tokens.Add(word, token);
        _tokensInAnyCase.TryAdd(word, token);
    }

    /// <summary>Letters and digits of the word, for those who read the files, and a number, which no base word has.</summary>
    private string NewToken(string lower)
    {
        const int longest = 24;
        string letters = string.Concat(lower.Where(char.IsAsciiLetterOrDigit).Take(longest));
        return $"{letters}_{_tokens.Count + 1}";
    }
}
