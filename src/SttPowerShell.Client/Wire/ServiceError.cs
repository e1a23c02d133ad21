using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>The service's error body.</summary>
internal sealed record ServiceError
{
    [JsonPropertyName("code")] public int Code { get; init; }
    [JsonPropertyName("code_description")] public string? CodeDescription { get; init; }
    [JsonPropertyName("error")] public string? Error { get; init; }
}
