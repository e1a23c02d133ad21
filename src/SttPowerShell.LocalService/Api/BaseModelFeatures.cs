using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Api;

/// <summary>Recognition parameters that only one family of base models has (contract section 5.1).</summary>
internal static class BaseModelFeatures
{
    /// <summary>No model here has speaker labels; what previous-generation ones lack is only warned of.</summary>
    private static readonly IReadOnlyList<string> NotNextGeneration =
    [
        "keywords", "keywords_threshold", "word_alternatives_threshold", "acoustic_customization_id", "speaker_labels",
    ];

    private static readonly IReadOnlyList<string> NextGenerationOnly = ["low_latency"];

    /// <summary>Next-generation models refuse what they lack.</summary>
    /// <exception cref="RequestRefusedException">The model lacks a parameter that was sent.</exception>
    public static void Check(BaseModel model, RecognitionArguments arguments)
    {
        if (model.IsPreviousGeneration) return;
        string? lacking = arguments.Names.FirstOrDefault(
            name => NotNextGeneration.Contains(name) && !arguments.IsOff(name));
        if (lacking is null) return;
        throw new RequestRefusedException(
            StatusCodes.Status400BadRequest, $"{lacking} is not a supported feature for model {model.Name}");
    }

    /// <summary>What previous-generation models lack counts as unknown.</summary>
    public static IReadOnlyList<string> Unknown(BaseModel model) => model.SupportsLowLatency ? [] : NextGenerationOnly;
}
