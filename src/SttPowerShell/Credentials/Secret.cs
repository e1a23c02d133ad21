using System.Net;
using System.Security;

namespace SttPowerShell.Credentials;

/// <summary>Secrets between PowerShell's form and the client's.</summary>
internal static class Secret
{
    /// <summary>The text of a SecureString.</summary>
    public static string Text(SecureString secret) => new NetworkCredential("", secret).Password;

    /// <summary>A read-only SecureString of a text.</summary>
    public static SecureString Of(string text)
    {
        SecureString secret = new();
        foreach (char c in text) secret.AppendChar(c);
        secret.MakeReadOnly();
        return secret;
    }
}
