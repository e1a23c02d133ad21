using System.Management.Automation;
using SttPowerShell.Client.Credentials;
using SttPowerShell.Client.Discovery;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Finds what to connect to where no URL is given, and tells on the verbose stream where.</summary>
/// <param name="cmdlet">Whose streams and location are used.</param>
/// <param name="name">The name of a stored credential; null to look where IBM's SDKs do, then for the default.</param>
internal sealed class AccessLookup(PSCmdlet cmdlet, string? name)
{
    private readonly CredentialStore _store = new(CredentialDirectories.Own, TimeProvider.System);

    /// <summary>What was found; null after an error was written.</summary>
    /// <exception cref="DiscoveryException">A source is there but can't be used.</exception>
    /// <exception cref="CredentialStoreException">The credential store can't be used.</exception>
    public AccessSource? Find()
    {
        if (name is not null) return FindStored(name);
        string here = cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        if (DiscoveredAccess.Find(here) is ServiceProperties found) return Use(found);
        if (_store.Read().Default is string chosen) return FindStored(chosen);
        cmdlet.WriteError(CredentialErrors.NothingFound());
        return null;
    }

    private AccessSource Use(ServiceProperties found)
    {
        ServiceAccess access = DiscoveredAccess.From(found);
        cmdlet.WriteVerbose($"Credentials come from {found}; authentication: {access.Way}.");
        IReadOnlyList<string> others = DiscoveredAccess.NotFollowed(found);
        if (others.Count > 0) cmdlet.WriteVerbose($"Not followed of {found}: {string.Join(", ", others)}.");
        foreach (string warning in DiscoveredAccess.Warnings(found)) cmdlet.WriteWarning(warning);
        return new AccessSource(() => access, access.Uri, access.Uri.Host, DiscoveredOptions.From(found));
    }

    private AccessSource? FindStored(string wanted)
    {
        CredentialDocument document = _store.Read();
        StoredCredential? stored = document.Credentials.FirstOrDefault(c => CredentialStore.IsNamed(c, wanted));
        if (stored is null)
        {
            cmdlet.WriteError(CredentialErrors.NotFound(wanted, document.Credentials.Select(c => c.Name)));
            return null;
        }
        ServiceAccess access = CredentialAccess.Describe(stored);
        string place = stored.Vault is null ? "the credential file" : $"the vault '{stored.Vault}'";
        cmdlet.WriteVerbose(
            $"Credentials come from the stored credential '{stored.Name}', its secret from {place}; authentication: "
            + $"{access.Way}.");
        return new AccessSource(() => CredentialAccess.Open(cmdlet, _store, stored), access.Uri, stored.Name);
    }
}
