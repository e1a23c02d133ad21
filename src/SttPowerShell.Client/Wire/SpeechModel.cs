using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>A base model, as <c>GET /v1/models</c> describes it. <c>Rate</c> is in Hz.</summary>
internal sealed record SpeechModel : ServiceAnswer
{
    [JsonPropertyName("name")] public string? Name { get; init; }
    [JsonPropertyName("language")] public string? Language { get; init; }
    [JsonPropertyName("rate")] public int? Rate { get; init; }
    [JsonPropertyName("url")] public string? Url { get; init; }
    [JsonPropertyName("supported_features")] public SupportedFeatures? SupportedFeatures { get; init; }
    [JsonPropertyName("description")] public string? Description { get; init; }

    internal override string? MissingMember() => Name is null ? "name" : null;
}

/// <summary>What a base model can do. A missing flag means that the service doesn't say.</summary>
internal sealed record SupportedFeatures
{
    [JsonPropertyName("custom_language_model")] public bool? CustomLanguageModel { get; init; }
    [JsonPropertyName("custom_acoustic_model")] public bool? CustomAcousticModel { get; init; }
    [JsonPropertyName("speaker_labels")] public bool? SpeakerLabels { get; init; }
    [JsonPropertyName("low_latency")] public bool? LowLatency { get; init; }
}

/// <summary>The answer to <c>GET /v1/models</c>.</summary>
internal sealed record SpeechModelList : ServiceAnswer, IJsonOnDeserialized
{
    [JsonPropertyName("models")] public IReadOnlyList<SpeechModel>? Models { get; init; }

    internal override string? MissingMember() => Models is null ? "models" : null;

    void IJsonOnDeserialized.OnDeserialized() => WireList.RequireElements(Models);
}
