namespace SttPowerShell.LocalService.Engine;

/// <summary>What trained custom models give the recogniser. Their files never change.</summary>
/// <param name="Id">
/// Names this training of the language model: equal ids mean equal files; empty if there is none.
/// </param>
/// <param name="DictionaryFile">
/// Pronunciations beside the base model's own, in the format of the CMU dictionary: one <c>token PH PH PH</c> a line,
/// <c>token(2)</c> for a second pronunciation; null if there are none.
/// </param>
/// <param name="LanguageModelFile">An n-gram model (ARPA) over words and tokens; null if there is none.</param>
/// <param name="Weight">How much it counts beside the base language model, 0 to 1.</param>
internal sealed record EngineCustomization(
    string Id, string? DictionaryFile, string? LanguageModelFile, double Weight)
{
    /// <summary>
    /// A grammar (JSpeech Grammar Format) to be used instead of the language models; null for none. Speech that
    /// doesn't match gives no reading.
    /// </summary>
    public string? Grammar { get; init; }

    /// <summary>Names all that a decoder is loaded with: equal keys mean equal files.</summary>
    public string Key => Acoustic is null ? Id : $"{Id}+{Acoustic.Id}";

    /// <summary>An acoustic model beside the base language model.</summary>
    public static EngineCustomization Only(EngineAcousticModel acoustic)
        => new("", null, null, 0) { Acoustic = acoustic };

    /// <summary>An acoustic model adapted to voices and surroundings; null for the base model's own.</summary>
    public EngineAcousticModel? Acoustic { get; init; }
}

/// <summary>What a trained custom acoustic model gives the recogniser. Its files never change.</summary>
/// <param name="Id">Names this training of this model: equal ids mean equal files.</param>
/// <param name="Folder">Holds what training made; which files, only the engine knows.</param>
internal sealed record EngineAcousticModel(string Id, string Folder);
