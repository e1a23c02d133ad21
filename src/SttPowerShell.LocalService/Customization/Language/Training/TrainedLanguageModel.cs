using System.Collections.Frozen;
using System.Text.Json;

namespace SttPowerShell.LocalService.Customization.Language.Training;

/// <summary>A trained custom language model, as it lies in its folder. Neither ever changes.</summary>
internal sealed class TrainedLanguageModel
{
    private readonly FrozenDictionary<string, string> _display;
    private readonly FrozenDictionary<string, string> _mappings;
    private readonly FrozenDictionary<string, string> _grammars;
    private readonly int _longestMapping;

    private TrainedLanguageModel(string folder, Contents contents)
    {
        DictionaryFile = DictionaryIn(folder);
        LanguageModelFile = File.Exists(LanguageModelIn(folder)) ? LanguageModelIn(folder) : null;
        _display = contents.Words.Display.ToFrozenDictionary(StringComparer.Ordinal);
        _mappings = contents.Words.Mappings.ToFrozenDictionary(StringComparer.Ordinal);
        _grammars = contents.Grammars.ToFrozenDictionary(StringComparer.Ordinal);
        _longestMapping = _mappings.Keys.Select(heard => heard.Count(c => c == ' ') + 1).DefaultIfEmpty().Max();
    }

    /// <summary>Pronunciations beside the base dictionary's; may be empty.</summary>
    public string DictionaryFile { get; }

    /// <summary>The n-gram model; null if there was nothing to count.</summary>
    public string? LanguageModelFile { get; }

    /// <summary>The names of the grammars.</summary>
    public IReadOnlyCollection<string> GrammarNames => _grammars.Keys;

    /// <summary>Reads what <see cref="LanguageTrainer"/> has written.</summary>
    /// <exception cref="InvalidDataException">The folder has no complete model.</exception>
    public static TrainedLanguageModel Load(string folder)
    {
        try
        {
            using FileStream file = File.OpenRead(ContentsIn(folder));
            Contents contents = JsonSerializer.Deserialize(file, TrainedLanguageJson.Default.Contents)
                ?? throw new InvalidDataException($"'{file.Name}' is empty.");
            return new TrainedLanguageModel(folder, contents);
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"'{folder}' has no complete language model: {e.Message}", e);
        }
    }

    /// <summary>
    /// How a transcript writes what the engine calls so: a custom word's token or a word of the base model.
    /// </summary>
    public string Display(string token) => _display.GetValueOrDefault(token)
        ?? _mappings.GetValueOrDefault(TranscriptWords.Key([token])) ?? token;

    /// <summary>What is written in the place of several heard words that a mapping names.</summary>
    /// <param name="tokens">What was heard.</param>
    /// <param name="begin">Where in it to look.</param>
    /// <param name="count">How many tokens are replaced, at least 2; the longest mapping wins.</param>
    /// <returns>The text; null if no mapping begins there.</returns>
    public string? Mapping(IReadOnlyList<string> tokens, int begin, out int count)
    {
        for (count = Math.Min(_longestMapping, tokens.Count - begin); count >= 2; count--)
        {
            string heard = TranscriptWords.Key(tokens.Skip(begin).Take(count));
            if (_mappings.TryGetValue(heard, out string? text)) return text;
        }
        return null;
    }

    /// <summary>A grammar in the JSpeech Grammar Format; null if there is none of that name.</summary>
    public string? Grammar(string name) => _grammars.GetValueOrDefault(name);

    internal static string DictionaryIn(string folder) => Path.Combine(folder, "words.dict");

    internal static string LanguageModelIn(string folder) => Path.Combine(folder, "model.arpa");

    /// <summary>Completes a folder: written last, so that a folder that has it has everything.</summary>
    internal static async Task WriteAsync(
        string folder, TranscriptWords words, IReadOnlyDictionary<string, string> grammars, CancellationToken cancel)
    {
        FileStream file = File.Create(ContentsIn(folder));
        await using (file.ConfigureAwait(false))
        {
            await JsonSerializer.SerializeAsync(
                file, new Contents(words, grammars), TrainedLanguageJson.Default.Contents, cancel)
                    .ConfigureAwait(false);
        }
    }

    private static string ContentsIn(string folder) => Path.Combine(folder, "model.json");

    internal sealed record Contents(TranscriptWords Words, IReadOnlyDictionary<string, string> Grammars);
}
