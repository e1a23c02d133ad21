using System.Text.Json.Serialization;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Authentication;

/// <summary>
/// The answer of Cloud Pak for Data's token services: <c>token</c> of <c>/v1/authorize</c>, <c>accessToken</c> of the
/// older <c>/v1/preauth/validateAuth</c>. Either is a JSON Web Token.
/// </summary>
internal sealed record CloudPakToken : ServiceAnswer
{
    [JsonPropertyName("token")] public string? Token { get; init; }
    [JsonPropertyName("accessToken")] public string? AccessToken { get; init; }

    /// <summary>Without the token: a record prints its members otherwise.</summary>
    public override string ToString() => "Cloud Pak for Data token";

    internal override string? MissingMember()
        => string.IsNullOrEmpty(Token) && string.IsNullOrEmpty(AccessToken) ? "token" : null;
}

/// <summary>The request to <c>/v1/authorize</c>: a user with exactly one of the two secrets.</summary>
internal sealed record CloudPakLogin
{
    [JsonPropertyName("username")] public required string UserName { get; init; }
    [JsonPropertyName("password")] public string? Password { get; init; }
    [JsonPropertyName("api_key")] public string? ApiKey { get; init; }

    /// <summary>Without the secrets.</summary>
    public override string ToString() => UserName;
}
