using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>
/// A word of a custom language model, in both directions (contract section 8.2). <c>Count</c>, <c>Source</c> and
/// <c>Problems</c> only come from the service.
/// </summary>
internal sealed record Word
{
    [JsonPropertyName("word")] public string? Text { get; init; }
    [JsonPropertyName("sounds_like")] public IReadOnlyList<string>? SoundsLike { get; init; }
    [JsonPropertyName("display_as")] public string? DisplayAs { get; init; }

    /// <summary>IBM's SDKs take it for an array of strings and its documentation for a boolean: both are read.</summary>
    [JsonPropertyName("mapping_only")]
    [JsonConverter(typeof(FlagOrListConverter))]
    public bool? MappingOnly { get; init; }

    [JsonPropertyName("count")] public long? Count { get; init; }
    [JsonPropertyName("source")] public IReadOnlyList<string>? Source { get; init; }

    /// <summary>What is wrong with it. A word alone is no <see cref="ServiceAnswer"/>, whose error is a text.</summary>
    [JsonPropertyName("error")] public IReadOnlyList<WordProblem>? Problems { get; init; }
}

/// <summary>The body of <c>POST /v1/customizations/{id}/words</c>.</summary>
internal sealed record NewWords
{
    [JsonPropertyName("words")] public IReadOnlyList<Word>? Words { get; init; }
}
