using SttPowerShell.Client.Wire;

namespace SttPowerShell;

/// <summary>A base model that the service offers: a language, a sampling rate, and what it can do.</summary>
public sealed record SttBaseModel
{
    /// <summary>The name, such as en-US_Telephony.</summary>
    public required string Name { get; init; }

    /// <summary>The language, such as en-US.</summary>
    public string? Language { get; init; }

    /// <summary>The least sampling rate of audio for it, in Hz.</summary>
    public int? Rate { get; init; }

    /// <summary>What the service says about it.</summary>
    public string? Description { get; init; }

    /// <summary>Whether custom language models can be made for it; null if the service doesn't say.</summary>
    public bool? SupportsLanguageModel { get; init; }

    /// <summary>Whether custom acoustic models can be made for it; null if the service doesn't say.</summary>
    public bool? SupportsAcousticModel { get; init; }

    /// <summary>Whether it can tell speakers apart; null if the service doesn't say.</summary>
    public bool? SupportsSpeakerLabels { get; init; }

    /// <summary>Whether it can answer with low latency; null if the service doesn't say.</summary>
    public bool? SupportsLowLatency { get; init; }

    /// <summary>The session that it came from.</summary>
    public SttSession? Session { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal static SttBaseModel From(SpeechModel model, SttSession? session) => new()
    {
        Name = model.Name ?? "",
        Language = model.Language,
        Rate = model.Rate,
        Description = model.Description,
        SupportsLanguageModel = model.SupportedFeatures?.CustomLanguageModel,
        SupportsAcousticModel = model.SupportedFeatures?.CustomAcousticModel,
        SupportsSpeakerLabels = model.SupportedFeatures?.SpeakerLabels,
        SupportsLowLatency = model.SupportedFeatures?.LowLatency,
        Session = session,
    };
}
