using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>The query parameters of a request to train (contract sections 8 and 9).</summary>
internal sealed record TrainingParameters
{
    /// <summary>Language models: <c>all</c> or <c>user</c>.</summary>
    [JsonPropertyName("word_type_to_add")] public string? WordTypeToAdd { get; init; }

    /// <summary>Language models: 0 to 1.</summary>
    [JsonPropertyName("customization_weight")] public double? CustomizationWeight { get; init; }

    /// <summary>Whether invalid data fails the request (the default) or is left out with a warning.</summary>
    [JsonPropertyName("strict")] public bool? Strict { get; init; }

    /// <summary>Language models: train although nothing has changed.</summary>
    [JsonPropertyName("force")] public bool? Force { get; init; }

    /// <summary>Acoustic models: the language model whose corpora have what is said in the audio.</summary>
    [JsonPropertyName("custom_language_model_id")] public string? CustomLanguageModelId { get; init; }
}

/// <summary>The query parameters of a request to upgrade an acoustic model (contract section 9).</summary>
internal sealed record UpgradeParameters
{
    /// <summary>The language model that the acoustic model was trained with, upgraded before.</summary>
    [JsonPropertyName("custom_language_model_id")] public string? CustomLanguageModelId { get; init; }

    /// <summary>Upgrade although nothing has changed since the last training.</summary>
    [JsonPropertyName("force")] public bool? Force { get; init; }
}

/// <summary>The answer to a request to train: <c>{}</c>, or what was left out.</summary>
internal sealed record TrainingAnswer : ServiceAnswer
{
    [JsonPropertyName("warnings")] public IReadOnlyList<TrainingWarning>? Warnings { get; init; }
}

/// <summary>What training left out. Codes are <c>invalid_corpus_files</c>, <c>invalid_words</c> and the like.</summary>
internal sealed record TrainingWarning
{
    [JsonPropertyName("code")] public string? Code { get; init; }
    [JsonPropertyName("message")] public string? Message { get; init; }
}
