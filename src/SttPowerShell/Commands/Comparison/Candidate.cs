using SttPowerShell.Client.Wire;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>A base model, with the custom models that are used with it, as one of those that are compared.</summary>
/// <param name="BaseModel">The base model.</param>
/// <param name="Language">A custom language model.</param>
/// <param name="Weight">How much it counts; null as it was trained.</param>
/// <param name="Acoustic">A custom acoustic model.</param>
internal sealed record Candidate(
    string? BaseModel, SttCustomModel? Language = null, double? Weight = null, SttCustomModel? Acoustic = null)
{
    /// <summary>What it is called; models of equal names by their ids.</summary>
    public required string Name { get; init; }

    public static Candidate Of(
        string? baseModel, SttCustomModel? language, double? weight, SttCustomModel? acoustic,
        Func<SttCustomModel, string> nameOf)
        => new(baseModel, language, weight, acoustic)
        {
            Name = ModelLabel.Of(baseModel, language is null ? null : nameOf(language), weight,
                acoustic is null ? null : nameOf(acoustic)),
        };

    /// <summary>What asks for it, beside what is the same for all.</summary>
    public RecognitionParameters Parameters(RecognitionParameters common) => common with
    {
        Model = BaseModel,
        LanguageCustomizationId = Language?.Id,
        CustomizationWeight = Weight,
        AcousticCustomizationId = Acoustic?.Id,
    };
}
