using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>The answer to <c>POST /identity/token</c>. Times are in seconds; <c>Expiration</c> is Unix time.</summary>
internal sealed record IamToken : ServiceAnswer
{
    [JsonPropertyName("access_token")] public string? AccessToken { get; init; }
    [JsonPropertyName("refresh_token")] public string? RefreshToken { get; init; }
    [JsonPropertyName("token_type")] public string? TokenType { get; init; }
    [JsonPropertyName("expires_in")] public long? ExpiresIn { get; init; }
    [JsonPropertyName("expiration")] public long? Expiration { get; init; }
    [JsonPropertyName("scope")] public string? Scope { get; init; }

    /// <summary>Without the token: a record prints its members otherwise.</summary>
    public override string ToString() => $"{TokenType} token for {ExpiresIn} s";

    internal override string? MissingMember()
        => string.IsNullOrEmpty(AccessToken) ? "access_token"
        : ExpiresIn is null && Expiration is null ? "expires_in"
        : null;
}
