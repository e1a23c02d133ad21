using System.Management.Automation;
using System.Security;
using System.Text.RegularExpressions;
using SttPowerShell.Client;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Credentials;
using SttPowerShell.Completion;
using SttPowerShell.Credentials;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Stores a service's URL and credentials under a name, for Connect-SttService -Name.</summary>
/// <remarks>
/// <para>With -Vault the secret lies in that vault of the SecretManagement module and nowhere else. No vault is chosen
/// without being named. A vault that is locked must be unlocked before it is used in a run that nobody attends.</para>
/// <para>Without -Vault, on Linux and macOS, the secret is encrypted (AES-256-GCM) into credentials.json in
/// ~/.config/SttPowerShell, and its key is in ~/.local/state/SttPowerShell (XDG_CONFIG_HOME and XDG_STATE_HOME name
/// others). Only their owner can read the two files; if others could, they aren't used. On Windows -Vault is
/// needed.</para>
/// <para>What these files protect against: other users of the machine, a backup, a repository of settings or a screen
/// that shows one of the two files, and a changed URL, because a secret opens only with the URL that it was stored
/// with. What they don't protect against: whoever can run programs as you or as root, and whoever gets both files, can
/// read the secret. Where that matters, use a vault with a password.</para>
/// <para>Nothing is sent: Connect-SttService proves whether it is right. A credential of the name is replaced.</para>
/// </remarks>
/// <example>
/// <summary>Store an API key, and connect with it.</summary>
/// <code>$key = Read-Host -AsSecureString 'API key'
/// Set-SttCredential prod -ApiKey $key -Default -Uri `
///     https://api.eu-de.speech-to-text.watson.cloud.ibm.com/instances/ID
/// Connect-SttService -Name prod</code>
/// <para>As the default it is also taken by Connect-SttService alone.</para>
/// </example>
/// <example>
/// <summary>Keep the secret in a vault.</summary>
/// <code>$who = Get-Credential
/// Set-SttCredential cluster $uri -Credential $who -Authentication CloudPak `
///     -Vault Work</code>
/// <para>The vault was registered with Register-SecretVault.</para>
/// </example>
/// <example>
/// <summary>Make another credential the default.</summary>
/// <code>Set-SttCredential cluster -Default</code>
/// <para>The credential itself stays as it is.</para>
/// </example>
/// <seealso cref="ConnectSttServiceCommand"/>
/// <seealso cref="GetSttCredentialCommand"/>
/// <seealso cref="RemoveSttCredentialCommand"/>
[Cmdlet(VerbsCommon.Set, "SttCredential", DefaultParameterSetName = DefaultSet, SupportsShouldProcess = true)]
[OutputType(typeof(SttCredential))]
public sealed partial class SetSttCredentialCommand : ServiceAccessCmdlet
{
    private const string DefaultSet = "Default";

    /// <summary>The credential's name: letters, digits, dots, hyphens and underscores.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CredentialCompleter))]
    public string Name { get; set; } = "";

    /// <summary>The URL of the service's instance, up to but without /v1.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ApiKeySet)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = CredentialSet)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = NoAuthenticationSet)]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    /// <summary>The API key.</summary>
    [Parameter(ParameterSetName = ApiKeySet)]
    [SecretText("API key", nameof(ApiKey))]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>The SecretManagement vault to keep the secret in.</summary>
    [Parameter(ParameterSetName = ApiKeySet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [ValidateNotNullOrEmpty]
    public string? Vault { get; set; }

    /// <summary>
    /// Makes it the default, which Connect-SttService takes where nothing else says what to connect to.
    /// </summary>
    [Parameter(ParameterSetName = DefaultSet)]
    [Parameter(ParameterSetName = ApiKeySet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = NoAuthenticationSet)]
    public SwitchParameter Default { get; set; }

    /// <summary>Emits the stored credential. Without it nothing is emitted.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private CredentialStore Store { get; } = new(CredentialDirectories.Own, TimeProvider.System);

    private protected override async Task EndAsync(CancellationToken cancel)
    {
        // Not mandatory: PowerShell's own words for a missing parameter of one of several sets help nobody.
        bool isTold = ParameterSetName == DefaultSet ? Default : ParameterSetName != ApiKeySet || ApiKey is not null;
        if (!isTold)
        {
            WriteError(CredentialErrors.NothingToStore(Name));
            return;
        }
        try
        {
            bool isDone = ParameterSetName == DefaultSet ? await MakeDefaultAsync(cancel) : await StoreAsync(cancel);
            if (!isDone || !PassThru) return;
            CredentialDocument document = Store.Read();
            StoredCredential? stored = document.Credentials.FirstOrDefault(c => CredentialStore.IsNamed(c, Name));
            if (stored is not null) WriteObject(new SttCredential(stored, document.Default));
        }
        catch (CredentialStoreException e)
        {
            WriteError(CredentialErrors.From(e, Name));
        }
        catch (VaultException e)
        {
            WriteError(CredentialErrors.From(e, Name));
        }
        catch (ArgumentException e)
        {
            WriteError(SttErrors.InvalidConnection(e));
        }
    }

    private async Task<bool> MakeDefaultAsync(CancellationToken cancel)
    {
        if (!ShouldProcess($"credential '{Name}'", "Make it the default")) return false;
        if (await Store.SetDefaultAsync(Name, cancel) is not null) return true;
        WriteError(CredentialErrors.NotFound(Name, Store.Read().Credentials.Select(c => c.Name)));
        return false;
    }

    private async Task<bool> StoreAsync(CancellationToken cancel)
    {
        ServiceAccess access = AccessOf(Uri!, ApiKey);
        Check(access);
        bool isSecret = access.Way != SttAuthentication.None;
        ErrorRecord? refusal = !UsableName().IsMatch(Name) ? CredentialErrors.InvalidName(Name)
            : isSecret && Vault is null && OperatingSystem.IsWindows() ? CredentialErrors.VaultNeeded(Name)
            : null;
        if (refusal is not null)
        {
            WriteError(refusal);
            return false;
        }
        if (!ShouldProcess($"credential '{Name}' ({access.Uri})", "Store")) return false;
        StoredCredential described = CredentialAccess.Describe(Name, access, isSecret ? Vault : null);
        // The vault first, so that no credential is stored whose secret isn't there.
        if (described.Vault is not null) CredentialAccess.PutIntoVault(this, described, access);
        CredentialSecrets? secrets = isSecret && Vault is null ? SecretsOf(access) : null;
        StoredCredential? former = await Store.SetAsync(described, secrets, Default, cancel);
        bool isLeft = former?.Vault is not null
            && !former.Vault.Equals(described.Vault, StringComparison.OrdinalIgnoreCase);
        if (isLeft) CredentialAccess.RemoveFromVault(this, former!);
        return true;
    }

    // As connecting checks it, so that nothing is stored that can't be used.
    private static void Check(ServiceAccess access)
    {
        using Authenticator authenticator = access.CreateAuthenticator(new TokenServerSettings());
        EndpointRules.Check(access.Uri, authenticator.SendsSecrets, nameof(Uri));
    }

    private static CredentialSecrets SecretsOf(ServiceAccess access) => new()
    {
        Secret = Secret.Text(access.Secret!),
        ClientSecret = access.ClientSecret is SecureString secret ? Secret.Text(secret) : null,
    };

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex UsableName();
}
