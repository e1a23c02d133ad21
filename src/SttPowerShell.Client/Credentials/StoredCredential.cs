using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Credentials;

/// <summary>One credential as the store's file has it.</summary>
internal sealed record StoredCredential
{
    [JsonPropertyName("name")] public required string Name { get; init; }
    [JsonPropertyName("uri")] public required string Uri { get; init; }

    /// <summary>iam, basic, cloudpak or none.</summary>
    [JsonPropertyName("authentication")] public required string Authentication { get; init; }

    [JsonPropertyName("authentication_uri")] public string? AuthenticationUri { get; init; }
    [JsonPropertyName("user_name")] public string? UserName { get; init; }

    /// <summary>Whether the secret is an API key; else it is a password.</summary>
    [JsonPropertyName("has_api_key")] public bool HasApiKey { get; init; }

    [JsonPropertyName("client_id")] public string? ClientId { get; init; }
    [JsonPropertyName("scope")] public string? Scope { get; init; }

    /// <summary>The SecretManagement vault that holds the secrets; null if they are here.</summary>
    [JsonPropertyName("vault")] public string? Vault { get; init; }

    /// <summary>The secrets, sealed with all of the above: base64.</summary>
    [JsonPropertyName("sealed")] public string? Sealed { get; init; }
}

/// <summary>The secrets of a credential, sealed together.</summary>
internal sealed record CredentialSecrets
{
    /// <summary>The API key or password.</summary>
    [JsonPropertyName("secret")] public string? Secret { get; init; }

    [JsonPropertyName("client_secret")] public string? ClientSecret { get; init; }

    /// <summary>Without the secrets: a record prints its members otherwise.</summary>
    public override string ToString() => "secrets";
}

/// <summary>The content of the store's file.</summary>
internal sealed record CredentialDocument
{
    /// <summary>The only form of the file so far.</summary>
    public const int CurrentVersion = 1;

    [JsonPropertyName("version")] public int Version { get; init; } = CurrentVersion;

    /// <summary>The name of the default credential, or null.</summary>
    [JsonPropertyName("default")] public string? Default { get; init; }

    [JsonPropertyName("credentials")] public IReadOnlyList<StoredCredential> Credentials { get; init; } = [];
}
