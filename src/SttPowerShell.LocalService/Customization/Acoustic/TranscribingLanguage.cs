using SttPowerShell.LocalService.Customization.Language.Training;
using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>A custom language model as the training of an acoustic model uses it.</summary>
/// <param name="Version">Names this training of the language model.</param>
/// <param name="Files">What training made.</param>
/// <param name="Weight">How much it counts beside the base language model, 0 to 1.</param>
/// <param name="Corpora">Opens each of its corpora, in which there may be what is said in the audio.</param>
internal sealed record TranscribingLanguage(
    Guid Version, TrainedLanguageModel Files, double Weight, IReadOnlyList<Func<TextReader>> Corpora)
{
    /// <summary>What the engine recognises with.</summary>
    public EngineCustomization Customization
        => new(Version.ToString("D"), Files.DictionaryFile, Files.LanguageModelFile, Weight);
}
