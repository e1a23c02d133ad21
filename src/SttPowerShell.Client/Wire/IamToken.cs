using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>The answer to <c>POST /identity/token</c>. Times are in seconds; <c>Expiration</c> is Unix time.</summary>
internal sealed record IamToken
{
    [JsonPropertyName("access_token")] public string? AccessToken { get; init; }
    [JsonPropertyName("refresh_token")] public string? RefreshToken { get; init; }
    [JsonPropertyName("token_type")] public string? TokenType { get; init; }
    [JsonPropertyName("expires_in")] public long? ExpiresIn { get; init; }
    [JsonPropertyName("expiration")] public long? Expiration { get; init; }
    [JsonPropertyName("scope")] public string? Scope { get; init; }
}
