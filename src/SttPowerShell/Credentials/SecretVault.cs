using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Security;

namespace SttPowerShell.Credentials;

/// <summary>
/// A vault of the SecretManagement module, reached through its cmdlets in the user's own session: there it is
/// registered and, for as long as the session, unlocked. The module isn't needed until a vault is named.
/// </summary>
internal sealed class SecretVault(PSCmdlet cmdlet, string vault)
{
    private const string StoreModule = "Microsoft.PowerShell.SecretStore";

    /// <summary>The secret's name in the vault, of characters that all vaults take.</summary>
    public static string SecretName(string credential) => $"SttPowerShell-{credential}";

    /// <summary>The name of a credential's client secret.</summary>
    public static string ClientSecretName(string credential) => $"SttPowerShellClient-{credential}";

    /// <summary>Makes sure that the vault is registered, and that it asks nobody where nobody is.</summary>
    /// <exception cref="VaultException">It isn't, or might.</exception>
    public void Check()
    {
        object? registered = Invoke("param($vault) Get-SecretVault -Name $vault -ErrorAction Stop", vault)
            .FirstOrDefault();
        if (registered is null) throw NotRegistered();
        string? module = Text(registered, "ModuleName") ?? Text(registered, "Module");
        if (module != StoreModule || !IsUnattended()) return;
        // Asking for a password would hang a runbook.
        if (!IsOpenForAll()) throw WouldAsk();
    }

    /// <exception cref="VaultException">The vault doesn't give it.</exception>
    public SecureString Get(string name)
    {
        Collection<PSObject> found = Invoke(
            "param($vault, $name) Get-Secret -Vault $vault -Name $name -ErrorAction Stop", vault, name);
        return (found.Count == 1 ? found[0]?.BaseObject : null) switch
        {
            SecureString secret => secret,
            string text => Secret.Of(text),
            PSCredential credential => credential.Password,
            _ => throw new VaultException(
                "VaultFailed", $"The vault '{vault}' has no single secret named '{name}'.",
                "Set the credential again with Set-SttCredential."),
        };
    }

    /// <exception cref="VaultException">The vault doesn't take it.</exception>
    public void Set(string name, SecureString secret) => Invoke(
        "param($vault, $name, $secret) Set-Secret -Vault $vault -Name $name -Secret $secret -ErrorAction Stop",
        vault, name, secret);

    /// <summary>Removes a secret; one that somebody removed before is no error.</summary>
    /// <exception cref="VaultException">The vault doesn't remove it.</exception>
    public void RemoveIfThere(string name) => Invoke(
        "param($vault, $name) if (Get-SecretInfo -Vault $vault -Name $name -ErrorAction Stop) { "
        + "Remove-Secret -Vault $vault -Name $name -ErrorAction Stop }", vault, name);

    private Collection<PSObject> Invoke(string script, params object[] arguments)
    {
        try
        {
            return cmdlet.InvokeCommand.InvokeScript(true, ScriptBlock.Create(script), null, arguments);
        }
        catch (CommandNotFoundException e)
        {
            throw new VaultException(
                "VaultUnavailable", $"The vault '{vault}' can't be used: {e.Message}",
                "Install the module: Install-PSResource Microsoft.PowerShell.SecretManagement, and one for the kind of "
                + "vault, such as Microsoft.PowerShell.SecretStore; then register the vault with Register-SecretVault.",
                e);
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            throw Failed(e);
        }
    }

    private VaultException Failed(RuntimeException e)
    {
        Exception cause = e is ActionPreferenceStopException { ErrorRecord.Exception: Exception written } ? written : e;
        while (cause is CmdletInvocationException or MethodInvocationException && cause.InnerException is not null)
        {
            cause = cause.InnerException;
        }
        // SecretStore's own exception; what hosts throw that can't ask.
        bool isLocked = cause is HostException or NotSupportedException or NotImplementedException
            || cause.GetType().Name == "PasswordRequiredException"
            || cause.Message.Contains("password", StringComparison.OrdinalIgnoreCase)
            || cause.Message.Contains("locked", StringComparison.OrdinalIgnoreCase)
            || cause.Message.Contains("NonInteractive", StringComparison.OrdinalIgnoreCase);
        return isLocked
            ? new VaultException("VaultLocked", $"The vault '{vault}' is locked: {cause.Message}", UnlockAdvice, e)
            : new VaultException(
                "VaultFailed", $"The vault '{vault}' failed: {cause.Message}",
                "Check the vault with Test-SecretVault and Get-SecretInfo.", e);
    }

    private VaultException NotRegistered() => new(
        "VaultUnavailable", $"No vault is registered as '{vault}'.",
        "Run Get-SecretVault to list the vaults, or register it with Register-SecretVault.");

    private VaultException WouldAsk() => new(
        "VaultLocked",
        $"The vault '{vault}' is locked, and nobody is here to type its password.", UnlockAdvice);

    private static string UnlockAdvice
        => "Unlock it first: Unlock-SecretStore or Unlock-SecretVault. For runs that nobody attends also let it fail "
            + "rather than ask: Set-SecretStoreConfiguration -Interaction None.";

    /// <summary>
    /// Whether SecretStore gives secrets without a password now. Even asking it for its settings asks for the password;
    /// only in a runspace whose host has nobody to ask it fails. What it has unlocked holds for the process.
    /// </summary>
    private bool IsOpenForAll()
    {
        object? path = Invoke("(Get-Command Get-SecretStoreConfiguration -ErrorAction Stop).Module.Path")
            .FirstOrDefault()?.BaseObject;
        using Runspace apart = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        apart.Open();
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = apart;
        shell.AddScript("param($path) Import-Module -Name $path; Get-SecretStoreConfiguration").AddArgument(path);
        try
        {
            return shell.Invoke() is [not null];
        }
        catch (RuntimeException)
        {
            return false;
        }
    }

    private bool IsUnattended()
        => cmdlet.Host?.UI is null
            || Console.IsInputRedirected
            || Environment.GetCommandLineArgs().Any(
                a => a.TrimStart('-', '/').StartsWith("noni", StringComparison.OrdinalIgnoreCase));

    private static string? Text(object? value, string property)
        => value is null ? null : PSObject.AsPSObject(value).Properties[property]?.Value?.ToString();
}
