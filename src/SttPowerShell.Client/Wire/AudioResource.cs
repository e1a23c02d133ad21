using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>
/// A recording or an archive of recordings that an acoustic model learns from (contract section 9.1). While it is being
/// processed, its duration is 0 and its details are empty.
/// </summary>
internal sealed record AudioResource
{
    /// <summary>Whole seconds; of an archive, those of its valid recordings together.</summary>
    [JsonPropertyName("duration")] public double? Duration { get; init; }
    [JsonPropertyName("name")] public string? Name { get; init; }
    [JsonPropertyName("details")] public AudioDetails? Details { get; init; }

    /// <summary><c>being_processed</c>, <c>ok</c> or <c>invalid</c>.</summary>
    [JsonPropertyName("status")] public string? Status { get; init; }

    /// <summary>Why it is invalid; of the local service only.</summary>
    [JsonPropertyName("error")] public string? Error { get; init; }
}

internal sealed record AudioDetails
{
    /// <summary><c>audio</c>, <c>archive</c> or <c>undetermined</c>.</summary>
    [JsonPropertyName("type")] public string? Type { get; init; }

    /// <summary>A recording's, such as <c>pcm_s16le</c>.</summary>
    [JsonPropertyName("codec")] public string? Codec { get; init; }

    /// <summary>A recording's sample rate in Hz.</summary>
    [JsonPropertyName("frequency")] public int? Frequency { get; init; }

    /// <summary>An archive's: <c>zip</c> or <c>gzip</c>.</summary>
    [JsonPropertyName("compression")] public string? Compression { get; init; }
}

/// <summary>The answer to <c>GET /v1/acoustic_customizations/{id}/audio</c>.</summary>
internal sealed record AudioList : ServiceAnswer, IJsonOnDeserialized
{
    /// <summary>Of valid audio.</summary>
    [JsonPropertyName("total_minutes_of_audio")] public double? TotalMinutes { get; init; }
    [JsonPropertyName("audio")] public IReadOnlyList<AudioResource>? Audio { get; init; }

    internal override string? MissingMember() => Audio is null ? "audio" : null;

    void IJsonOnDeserialized.OnDeserialized() => WireList.RequireElements(Audio);
}

/// <summary>
/// The answer to <c>GET /v1/acoustic_customizations/{id}/audio/{name}</c>: of a recording its own members, of an
/// archive the container and what is in it. <c>Error</c> is why a recording is invalid; only in an answer without a name
/// is it why the request failed.
/// </summary>
internal sealed record AudioListing : ServiceAnswer, IJsonOnDeserialized
{
    [JsonPropertyName("duration")] public double? Duration { get; init; }
    [JsonPropertyName("name")] public string? Name { get; init; }
    [JsonPropertyName("details")] public AudioDetails? Details { get; init; }
    [JsonPropertyName("status")] public string? Status { get; init; }
    [JsonPropertyName("container")] public AudioResource? Container { get; init; }
    [JsonPropertyName("audio")] public IReadOnlyList<AudioResource>? Audio { get; init; }

    internal override bool IsFailure() => Error is not null && Name is null && Container is null;

    internal override string? MissingMember() => Name is null && Container is null ? "name" : null;

    void IJsonOnDeserialized.OnDeserialized() => WireList.RequireElements(Audio);
}
