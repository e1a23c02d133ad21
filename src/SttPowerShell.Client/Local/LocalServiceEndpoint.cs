using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Local;

/// <summary>
/// Where the local service of a data directory listens and what proves it: the content of the file
/// <c>endpoint.json</c>, which the service writes once it listens and only its owner can read.
/// </summary>
internal sealed record LocalServiceEndpoint
{
    /// <summary>The name of the file in the data directory.</summary>
    public const string FileName = "endpoint.json";

    [JsonPropertyName("uri")] public required string Uri { get; init; }
    [JsonPropertyName("process_id")] public required int ProcessId { get; init; }

    /// <summary>When the process was started, UTC: tells it from a later process of the same id.</summary>
    [JsonPropertyName("started")] public required DateTimeOffset Started { get; init; }

    /// <summary>The API key of the service's default instance; it also keys the proof of <c>/ready?nonce=</c>.</summary>
    [JsonPropertyName("api_key")] public required string ApiKey { get; init; }

    [JsonPropertyName("version")] public required string Version { get; init; }
}

/// <summary>The answer to <c>GET /ready</c>: 200 when recognition works, 503 while it doesn't yet or can't.</summary>
internal sealed record ReadyAnswer
{
    [JsonPropertyName("ready")] public bool Ready { get; init; }

    /// <summary>What the service is doing or has, for a person to read.</summary>
    [JsonPropertyName("status")] public string? Status { get; init; }

    /// <summary>Why recognition can't work, with the remedy; null while it still may.</summary>
    [JsonPropertyName("error")] public string? Error { get; init; }

    [JsonPropertyName("version")] public string? Version { get; init; }
    [JsonPropertyName("process_id")] public int ProcessId { get; init; }

    /// <summary>Base64 of HMAC-SHA256 under the API key (UTF-8) over the nonce (UTF-8); only if a nonce was sent.</summary>
    [JsonPropertyName("proof")] public string? Proof { get; init; }
}
