using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>
/// A corpus of a custom language model (contract section 8.1). While it is being processed, its counts are 0.
/// <c>Error</c> is why its analysis failed; only in an answer without a name is it why the request did.
/// </summary>
internal sealed record Corpus : ServiceAnswer
{
    [JsonPropertyName("name")] public string? Name { get; init; }
    [JsonPropertyName("total_words")] public long? TotalWords { get; init; }
    [JsonPropertyName("out_of_vocabulary_words")] public long? OutOfVocabularyWords { get; init; }
    [JsonPropertyName("status")] public string? Status { get; init; }

    internal override bool IsFailure() => Error is not null && Name is null;

    internal override string? MissingMember() => Name is null ? "name" : null;
}

/// <summary>The answer to <c>GET /v1/customizations/{id}/corpora</c>.</summary>
internal sealed record CorpusList : ServiceAnswer, IJsonOnDeserialized
{
    [JsonPropertyName("corpora")] public IReadOnlyList<Corpus>? Corpora { get; init; }

    internal override string? MissingMember() => Corpora is null ? "corpora" : null;

    void IJsonOnDeserialized.OnDeserialized() => WireList.RequireElements(Corpora);
}
