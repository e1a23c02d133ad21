namespace SttPowerShell.LocalService.Customization.Language.Training;

/// <summary>What a custom language model is trained on.</summary>
internal sealed record LanguageTrainingData
{
    /// <summary>Opens each corpus. They are read more than once.</summary>
    public IReadOnlyList<Func<TextReader>> Corpora { get; init; } = [];

    /// <summary>The words resource. Corpus words that neither it nor the base model knows are left out.</summary>
    public IReadOnlyList<TrainingWord> Words { get; init; } = [];

    public IReadOnlyList<TrainingGrammar> Grammars { get; init; } = [];
}

/// <summary>A custom word.</summary>
/// <param name="Text">Its spelling; case counts.</param>
/// <param name="SoundsLike">How it is spoken, in other words; may be empty.</param>
/// <param name="DisplayAs">How transcripts write it; empty for as it is spelled.</param>
/// <param name="MappingOnly">
/// Nothing new is to be recognised: where a transcript has the word or one of its sounds-like texts, it is written as
/// <paramref name="DisplayAs"/>.
/// </param>
internal sealed record TrainingWord(
    string Text, IReadOnlyList<string> SoundsLike, string DisplayAs, bool MappingOnly);

/// <summary>A grammar.</summary>
/// <param name="Name">Unique within the model.</param>
/// <param name="Compile">
/// Gives it in the JSpeech Grammar Format. It asks for the engine's token of each word, in lower case or as written.
/// </param>
internal sealed record TrainingGrammar(string Name, Func<Func<string, string>, string> Compile);
