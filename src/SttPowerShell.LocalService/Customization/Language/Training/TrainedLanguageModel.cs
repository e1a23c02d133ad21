namespace SttPowerShell.LocalService.Customization.Language.Training;

/// <summary>A trained custom language model, as it lies in its folder. Neither ever changes.</summary>
internal sealed class TrainedLanguageModel
{
    /// <summary>Reads what <see cref="LanguageTrainer"/> has written.</summary>
    public static TrainedLanguageModel Load(string folder) => throw new NotImplementedException();

    /// <summary>Pronunciations beside the base dictionary's.</summary>
    public string DictionaryFile => throw new NotImplementedException();

    /// <summary>The n-gram model; null if there was nothing to count.</summary>
    public string? LanguageModelFile => throw new NotImplementedException();

    /// <summary>The names of the grammars.</summary>
    public IReadOnlyCollection<string> GrammarNames => throw new NotImplementedException();

    /// <summary>How a transcript writes what the engine calls so: a custom word's token or a word of the base model.</summary>
    public string Display(string token) => throw new NotImplementedException();

    /// <summary>A grammar in the JSpeech Grammar Format; null if there is none of that name.</summary>
    public string? Grammar(string name) => throw new NotImplementedException();
}
