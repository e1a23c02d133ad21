using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Customization.Language.Training;
using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Recognition;

/// <summary>What to recognise with: models that exist and parameters that are valid.</summary>
internal sealed record RecognitionRequest(BaseModel Model, RecognitionParameters Parameters)
{
    /// <summary>The custom language model; null for the base model alone.</summary>
    public RequestedLanguageModel? LanguageModel { get; init; }

    /// <summary>The custom acoustic model; null for the base model's own.</summary>
    public EngineAcousticModel? AcousticModel { get; init; }

    /// <summary>What the service did otherwise than the request may expect.</summary>
    public string? Warning { get; init; }

    /// <summary>What the engine recognises with; null for the base model alone.</summary>
    public EngineCustomization? Customization => LanguageModel is { } language
        ? new EngineCustomization(
            language.Version.ToString("D"), language.Files.DictionaryFile, language.Files.LanguageModelFile,
            language.Weight)
        {
            Grammar = language.Grammar,
            Acoustic = AcousticModel,
        }
        : AcousticModel is null ? null : EngineCustomization.Only(AcousticModel);

    /// <summary>Whether the audio comes as it is made, without a length that is known before.</summary>
    public bool IsLive { get; init; }
}

/// <summary>A trained custom language model as a request uses it.</summary>
/// <param name="Version">Names this training of the model.</param>
/// <param name="Files">What training made.</param>
/// <param name="Weight">How much it counts beside the base language model, 0 to 1.</param>
internal sealed record RequestedLanguageModel(Guid Version, TrainedLanguageModel Files, double Weight)
{
    /// <summary>The grammar (JSpeech Grammar Format) that alone is heard; null for none.</summary>
    public string? Grammar { get; init; }
}
