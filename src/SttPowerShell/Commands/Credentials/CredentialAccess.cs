using System.Management.Automation;
using System.Security;
using SttPowerShell.Client.Credentials;
using SttPowerShell.Credentials;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Between a stored credential and what a session is opened with.</summary>
internal static class CredentialAccess
{
    /// <summary>What is stored, without secrets.</summary>
    public static StoredCredential Describe(string name, ServiceAccess access, string? vault) => new()
    {
        Name = name,
        Uri = access.Uri.OriginalString,
        Authentication = access.Way.ToString().ToLowerInvariant(),
        AuthenticationUri = access.AuthenticationUri?.OriginalString,
        UserName = access.UserName,
        HasApiKey = access.HasApiKey,
        ClientId = access.ClientId,
        Scope = access.Scope,
        Vault = vault,
    };

    /// <summary>The stored credential's access, with its secrets. To be called on the pipeline thread.</summary>
    /// <exception cref="CredentialStoreException">The store doesn't give the secret.</exception>
    /// <exception cref="VaultException">The vault doesn't.</exception>
    public static ServiceAccess Open(PSCmdlet cmdlet, CredentialStore store, StoredCredential stored)
    {
        (SecureString? secret, SecureString? clientSecret) = stored.Vault is null
            ? FromFile(store, stored)
            : FromVault(cmdlet, stored);
        return Describe(stored) with { Secret = secret, ClientSecret = clientSecret };
    }

    /// <summary>The stored credential's access, without its secrets.</summary>
    /// <exception cref="CredentialStoreException">A newer module stored it.</exception>
    public static ServiceAccess Describe(StoredCredential stored) => new()
    {
        Uri = new Uri(stored.Uri),
        Authentication = Enum.TryParse(stored.Authentication, true, out SttAuthentication way)
            ? way
            : throw new CredentialStoreException(
                "CredentialUnreadable", $"The credential '{stored.Name}' is of a kind that this module doesn't know.",
                $"Update the module, or set it again with Set-SttCredential {stored.Name}."),
        AuthenticationUri = stored.AuthenticationUri is null ? null : new Uri(stored.AuthenticationUri),
        UserName = stored.UserName,
        HasApiKey = stored.HasApiKey,
        ClientId = stored.ClientId,
        Scope = stored.Scope,
    };

    /// <summary>Puts the secrets into a vault.</summary>
    /// <exception cref="VaultException">The vault doesn't take them.</exception>
    public static void PutIntoVault(PSCmdlet cmdlet, StoredCredential stored, ServiceAccess access)
    {
        SecretVault vault = new(cmdlet, stored.Vault!);
        vault.Check();
        if (access.Secret is SecureString secret) vault.Set(SecretVault.SecretName(stored.Name), secret);
        if (access.ClientSecret is SecureString other) vault.Set(SecretVault.ClientSecretName(stored.Name), other);
    }

    /// <summary>Removes the secrets of a credential from its vault, if it has one.</summary>
    /// <exception cref="VaultException">The vault doesn't remove them.</exception>
    public static void RemoveFromVault(PSCmdlet cmdlet, StoredCredential stored)
    {
        if (stored.Vault is null) return;
        SecretVault vault = new(cmdlet, stored.Vault);
        vault.Check();
        vault.RemoveIfThere(SecretVault.SecretName(stored.Name));
        if (stored.ClientId is not null) vault.RemoveIfThere(SecretVault.ClientSecretName(stored.Name));
    }

    private static (SecureString?, SecureString?) FromFile(CredentialStore store, StoredCredential stored)
    {
        CredentialSecrets secrets = store.Open(stored);
        return (secrets.Secret is null ? null : Secret.Of(secrets.Secret),
            secrets.ClientSecret is null ? null : Secret.Of(secrets.ClientSecret));
    }

    private static (SecureString?, SecureString?) FromVault(PSCmdlet cmdlet, StoredCredential stored)
    {
        SecretVault vault = new(cmdlet, stored.Vault!);
        vault.Check();
        SecureString secret = vault.Get(SecretVault.SecretName(stored.Name));
        return (secret, stored.ClientId is null ? null : vault.Get(SecretVault.ClientSecretName(stored.Name)));
    }
}
