using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>
/// A custom language or acoustic model (the latter has no dialect). Only the id is certain: the service of 2017 sent
/// neither <c>updated</c> nor <c>versions</c>. <c>Error</c> is why the model failed; only in an answer without an id is
/// it why the request did.
/// </summary>
internal sealed record CustomModel : ServiceAnswer
{
    [JsonPropertyName("customization_id")] public string? CustomizationId { get; init; }
    [JsonPropertyName("created")] public string? Created { get; init; }
    [JsonPropertyName("updated")] public string? Updated { get; init; }
    [JsonPropertyName("language")] public string? Language { get; init; }
    [JsonPropertyName("dialect")] public string? Dialect { get; init; }
    [JsonPropertyName("versions")] public IReadOnlyList<string>? Versions { get; init; }
    [JsonPropertyName("owner")] public string? Owner { get; init; }
    [JsonPropertyName("name")] public string? Name { get; init; }
    [JsonPropertyName("description")] public string? Description { get; init; }
    [JsonPropertyName("base_model_name")] public string? BaseModelName { get; init; }
    [JsonPropertyName("status")] public string? Status { get; init; }
    [JsonPropertyName("progress")] public int? Progress { get; init; }
    [JsonPropertyName("warnings")] public string? Warnings { get; init; }

    internal override bool IsFailure() => Error is not null && CustomizationId is null;

    internal override string? MissingMember() => CustomizationId is null ? "customization_id" : null;
}

/// <summary>The answer to <c>GET /v1/customizations</c> and <c>GET /v1/acoustic_customizations</c>.</summary>
internal sealed record CustomModelList : ServiceAnswer, IJsonOnDeserialized
{
    [JsonPropertyName("customizations")] public IReadOnlyList<CustomModel>? Customizations { get; init; }

    internal override string? MissingMember() => Customizations is null ? "customizations" : null;

    void IJsonOnDeserialized.OnDeserialized() => WireList.RequireElements(Customizations);
}

/// <summary>The body of a create request. <c>Dialect</c> is for language models only.</summary>
internal sealed record NewCustomModel
{
    [JsonPropertyName("name")] public string? Name { get; init; }
    [JsonPropertyName("base_model_name")] public string? BaseModelName { get; init; }
    [JsonPropertyName("dialect")] public string? Dialect { get; init; }
    [JsonPropertyName("description")] public string? Description { get; init; }
}

/// <summary>The answer to a create request: nothing but the new id.</summary>
internal sealed record CustomModelId : ServiceAnswer
{
    [JsonPropertyName("customization_id")] public string? CustomizationId { get; init; }

    internal override string? MissingMember() => CustomizationId is null ? "customization_id" : null;
}
