using System.Management.Automation;
using SttPowerShell.Client.Credentials;
using SttPowerShell.Completion;
using SttPowerShell.Credentials;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Removes stored credentials, with their secrets.</summary>
/// <remarks>
/// <para>A secret in a vault is removed there too. Open sessions stay open. The key or password itself stays valid at
/// its service.</para>
/// </remarks>
/// <example>
/// <summary>Remove a credential.</summary>
/// <code>Remove-SttCredential prod</code>
/// <para>If it was the default, there is none afterwards.</para>
/// </example>
/// <example>
/// <summary>See what would be removed.</summary>
/// <code>Get-SttCredential test-* | Remove-SttCredential -WhatIf</code>
/// <para>Nothing is removed.</para>
/// </example>
/// <seealso cref="GetSttCredentialCommand"/>
/// <seealso cref="SetSttCredentialCommand"/>
[Cmdlet(VerbsCommon.Remove, "SttCredential", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveSttCredentialCommand : AsyncCmdlet
{
    /// <summary>Names of credentials. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CredentialCompleter))]
    public string[] Name { get; set; } = [];

    private protected override async Task ProcessAsync(CancellationToken cancel)
    {
        foreach (string name in Name)
        {
            try
            {
                await RemoveMatchesAsync(name, cancel);
            }
            catch (CredentialStoreException e)
            {
                WriteError(CredentialErrors.From(e, name));
            }
        }
    }

    private async Task RemoveMatchesAsync(string name, CancellationToken cancel)
    {
        CredentialStore store = new(CredentialDirectories.Own, TimeProvider.System);
        IReadOnlyList<StoredCredential> all = store.Read().Credentials;
        bool isPattern = WildcardPattern.ContainsWildcardCharacters(name);
        WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase);
        StoredCredential[] found =
            [.. all.Where(c => isPattern ? pattern.IsMatch(c.Name) : CredentialStore.IsNamed(c, NamePatterns.Plain(name)))];
        if (found.Length == 0 && !isPattern) WriteError(CredentialErrors.NotFound(name, all.Select(c => c.Name)));
        foreach (StoredCredential credential in found)
        {
            if (!ShouldProcess($"credential '{credential.Name}' ({credential.Uri})", "Remove")) continue;
            // The vault first: an entry that stays names what is still to be removed.
            if (!TryRemoveFromVault(credential)) continue;
            await store.RemoveAsync(credential.Name, cancel);
        }
    }

    private bool TryRemoveFromVault(StoredCredential credential)
    {
        try
        {
            CredentialAccess.RemoveFromVault(this, credential);
            return true;
        }
        catch (VaultException e)
        {
            WriteError(CredentialErrors.From(e, credential.Name));
            return false;
        }
    }
}
