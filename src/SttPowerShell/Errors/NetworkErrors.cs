using System.Management.Automation;
using SttPowerShell.Commands;

namespace SttPowerShell.Errors;

/// <summary>Error records of parameters that tell the way to a service.</summary>
internal static class NetworkErrors
{
    private static readonly string[] ProxySchemes = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <summary>What can't be used of a cmdlet's parameters, or goes against another; null if all is well.</summary>
    public static ErrorRecord? Find(NetworkCmdlet cmdlet)
    {
        if (cmdlet.NoProxy && (cmdlet.Proxy is not null || cmdlet.ProxyCredential is not null
            || cmdlet.ProxyUseDefaultCredentials))
        {
            return Contradiction("-NoProxy", "a proxy or credentials for one");
        }
        if (cmdlet.ProxyCredential is not null && cmdlet.ProxyUseDefaultCredentials)
        {
            return Contradiction("-ProxyUseDefaultCredentials", "-ProxyCredential");
        }
        if (cmdlet.SkipCertificateCheck && cmdlet.CertificateAuthority is not null)
        {
            return Contradiction("-SkipCertificateCheck", "-CertificateAuthority");
        }
        return cmdlet.Proxy is Uri proxy ? InvalidProxy(proxy) : null;
    }

    public static ErrorRecord InvalidAuthority(string path, Exception e) => SttErrors.Make(
        "InvalidCertificateAuthority", ErrorCategory.InvalidData, path,
        e is InvalidDataException
            ? $"The file '{path}' can't be used as -CertificateAuthority: {e.Message}."
            : $"The file '{path}' of -CertificateAuthority can't be read: {e.Message}",
        "Give the PEM file of the authority's root certificate, as curl's --cacert takes it.", e);

    private static ErrorRecord? InvalidProxy(Uri proxy)
    {
        // Who writes user:password@ into a URL has it in logs and histories; it isn't repeated here.
        bool hasSecrets = proxy.IsAbsoluteUri && proxy.UserInfo.Length > 0;
        bool isUsable = proxy.IsAbsoluteUri && ProxySchemes.Contains(proxy.Scheme) && proxy.Host.Length > 0;
        if (isUsable && !hasSecrets) return null;
        return SttErrors.Make(
            "InvalidProxy", ErrorCategory.InvalidArgument, hasSecrets ? null : proxy,
            hasSecrets
                ? $"The URL of the proxy {proxy.Host} holds credentials."
                : $"'{proxy.OriginalString}' is not the URL of a proxy.",
            hasSecrets
                ? "Give them with -ProxyCredential."
                : "Give it as http://host:port; https://, socks4://, socks4a:// and socks5:// are possible too.");
    }

    private static ErrorRecord Contradiction(string one, string other) => SttErrors.Make(
        "ParametersContradict", ErrorCategory.InvalidArgument, null, $"{one} and {other} contradict each other.",
        "Leave one of them out.");
}
