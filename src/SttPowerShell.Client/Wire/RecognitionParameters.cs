using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>
/// The parameters of a recognition request, each with its wire name: the one place that knows them. The client builds
/// the query string from it, the service reads the query string into it. A property that is null is not sent.
/// </summary>
internal sealed record RecognitionParameters
{
    /// <summary>The base model; the service's default is en-US_BroadbandModel.</summary>
    [JsonPropertyName("model")] public string? Model { get; init; }

    [JsonPropertyName("language_customization_id")] public string? LanguageCustomizationId { get; init; }

    [JsonPropertyName("acoustic_customization_id")] public string? AcousticCustomizationId { get; init; }

    /// <summary>The version of the base model, for custom models that were upgraded.</summary>
    [JsonPropertyName("base_model_version")] public string? BaseModelVersion { get; init; }

    /// <summary>How much the custom language model counts, 0 to 1, instead of what its training stored.</summary>
    [JsonPropertyName("customization_weight")] public double? CustomizationWeight { get; init; }

    /// <summary>The grammar of the custom language model that alone may be heard.</summary>
    [JsonPropertyName("grammar_name")] public string? GrammarName { get; init; }

    /// <summary>How many readings of each phrase at most; 0 means 1.</summary>
    [JsonPropertyName("max_alternatives")] public int? MaxAlternatives { get; init; }

    [JsonPropertyName("timestamps")] public bool? Timestamps { get; init; }

    [JsonPropertyName("word_confidence")] public bool? WordConfidence { get; init; }

    /// <summary>Swear words become asterisks; the service's default is true.</summary>
    [JsonPropertyName("profanity_filter")] public bool? ProfanityFilter { get; init; }

    /// <summary>Final transcripts have dates, times, numbers and the like as they are written.</summary>
    [JsonPropertyName("smart_formatting")] public bool? SmartFormatting { get; init; }

    /// <summary>The version of smart formatting, 0 or more; 2 is the newer one.</summary>
    [JsonPropertyName("smart_formatting_version")] public int? SmartFormattingVersion { get; init; }

    /// <summary>
    /// Numbers of three and more digits become X's in final transcripts. It includes smart formatting and allows one
    /// reading only.
    /// </summary>
    [JsonPropertyName("redaction")] public bool? Redaction { get; init; }
}
