using System.Management.Automation;
using SttPowerShell.Client.Credentials;
using SttPowerShell.Client.Discovery;
using SttPowerShell.Credentials;

namespace SttPowerShell.Errors;

/// <summary>Error records of finding and storing credentials. None shows a secret.</summary>
internal static class CredentialErrors
{
    public static ErrorRecord From(CredentialStoreException e, string? name) => SttErrors.Make(
        e.ErrorId, ErrorCategory.SecurityError, name, e.Message, e.Advice, e.InnerException);

    public static ErrorRecord From(VaultException e, string? name) => SttErrors.Make(
        e.ErrorId, ErrorCategory.AuthenticationError, name, e.Message, e.Advice, e.InnerException);

    public static ErrorRecord From(DiscoveryException e) => SttErrors.Make(
        "CredentialSourceUnusable", ErrorCategory.InvalidData, null, e.Message,
        "Mend it, or say what to connect to with -Uri, -Name or -Local.", e.InnerException);

    public static ErrorRecord NotFound(string name, IEnumerable<string> stored) => SttErrors.Make(
        "CredentialNotFound", ErrorCategory.ObjectNotFound, name,
        $"No stored credential is named '{name}'. Stored: {SttErrors.Shorten(stored)}.",
        "Run Get-SttCredential to list them, or Set-SttCredential to store one. To name a session, give -Uri or -Local "
        + "beside -Name.");

    public static ErrorRecord NothingFound() => SttErrors.Make(
        "NoCredentials", ErrorCategory.ObjectNotFound, null,
        "Nothing says what to connect to: no -Uri, no ibm-credentials.env, no environment variables SPEECH_TO_TEXT_*, "
        + "no VCAP_SERVICES, and no stored credential is the default.",
        "Run Connect-SttService -Local for the service on this machine, or give -Uri, or store a credential with "
        + "Set-SttCredential -Default.");

    public static ErrorRecord VaultNeeded(string name) => SttErrors.Make(
        "VaultNeeded", ErrorCategory.InvalidArgument, name,
        $"The credential '{name}' was not stored: on Windows secrets are kept in a SecretManagement vault only.",
        "Name one with -Vault. Get-SecretVault lists those that are registered.");

    public static ErrorRecord InvalidName(string name) => SttErrors.Make(
        "InvalidCredentialName", ErrorCategory.InvalidArgument, name,
        $"'{name}' can't be the name of a credential.",
        "Use up to 64 letters, digits, dots, hyphens and underscores.");

    public static ErrorRecord NothingToStore(string name) => SttErrors.Make(
        "NoApiKey", ErrorCategory.InvalidArgument, name,
        $"Nothing was stored: the URL or the secret of the credential '{name}' is missing.",
        "Give -Uri with -ApiKey (a SecureString, such as Read-Host -AsSecureString makes), -Credential or "
        + "-NoAuthentication; or -Default alone to make a stored credential the default.");
}
