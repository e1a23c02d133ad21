using SttPowerShell.Client.Credentials;

namespace SttPowerShell;

/// <summary>A stored credential of one service. It shows no secret.</summary>
public sealed record SttCredential
{
    internal SttCredential(StoredCredential stored, string? defaultName)
    {
        Name = stored.Name;
        Uri = new Uri(stored.Uri);
        Authentication = Enum.TryParse(stored.Authentication, true, out SttAuthentication way) ? way : default;
        AuthenticationUri = stored.AuthenticationUri is null ? null : new Uri(stored.AuthenticationUri);
        UserName = stored.UserName;
        ClientId = stored.ClientId;
        Scope = stored.Scope;
        Vault = stored.Vault;
        IsDefault = defaultName is not null && CredentialStore.IsNamed(stored, defaultName);
    }

    /// <summary>Its name, for Connect-SttService -Name.</summary>
    public string Name { get; }

    /// <summary>The URL of the service's instance.</summary>
    public Uri Uri { get; }

    /// <summary>How requests prove who sends them.</summary>
    public SttAuthentication Authentication { get; }

    /// <summary>The token service; null for the usual one.</summary>
    public Uri? AuthenticationUri { get; }

    /// <summary>The user name, where there is one.</summary>
    public string? UserName { get; }

    /// <summary>What identifies the program to the token service, where something does.</summary>
    public string? ClientId { get; }

    /// <summary>What tokens are limited to, where they are.</summary>
    public string? Scope { get; }

    /// <summary>The SecretManagement vault that holds the secret; null where the credential file does.</summary>
    public string? Vault { get; }

    /// <summary>Whether Connect-SttService takes it where nothing else is given or found.</summary>
    public bool IsDefault { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
