using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>
/// A grammar of a custom language model (contract section 8.3). <c>Error</c> is why its analysis failed; only in an
/// answer without a name is it why the request did.
/// </summary>
internal sealed record Grammar : ServiceAnswer
{
    [JsonPropertyName("name")] public string? Name { get; init; }
    [JsonPropertyName("out_of_vocabulary_words")] public long? OutOfVocabularyWords { get; init; }
    [JsonPropertyName("status")] public string? Status { get; init; }

    internal override bool IsFailure() => Error is not null && Name is null;

    internal override string? MissingMember() => Name is null ? "name" : null;
}

/// <summary>The answer to <c>GET /v1/customizations/{id}/grammars</c>.</summary>
internal sealed record GrammarList : ServiceAnswer, IJsonOnDeserialized
{
    [JsonPropertyName("grammars")] public IReadOnlyList<Grammar>? Grammars { get; init; }

    internal override string? MissingMember() => Grammars is null ? "grammars" : null;

    void IJsonOnDeserialized.OnDeserialized() => WireList.RequireElements(Grammars);
}
