using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Api;

/// <summary>Recognition parameters that only one family of base models has (contract section 5.1).</summary>
internal static class BaseModelFeatures
{
    private const string LowLatency = "low_latency";

    private static readonly IReadOnlyList<string> PreviousGenerationOnly =
        ["keywords", "keywords_threshold", "word_alternatives_threshold", "acoustic_customization_id"];

    /// <summary>Next-generation models refuse what they lack; the others just don't know low_latency.</summary>
    /// <exception cref="RequestRefusedException">The model lacks a parameter that was sent.</exception>
    public static void Check(BaseModel model, HttpRequest request)
    {
        if (model.IsPreviousGeneration) return;
        IEnumerable<string> sent = request.QueryPairs().Select(pair => pair.Name);
        string? lacking = sent.FirstOrDefault(PreviousGenerationOnly.Contains);
        if (lacking is null) return;
        throw new RequestRefusedException(
            StatusCodes.Status400BadRequest, $"{lacking} is not a supported feature for model {model.Name}");
    }

    /// <summary>Whether the model takes the parameter, and it changes nothing here.</summary>
    public static bool IsWithoutEffect(BaseModel model, string parameter)
        => parameter == LowLatency && model.SupportsLowLatency;
}
