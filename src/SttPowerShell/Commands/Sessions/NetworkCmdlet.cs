using System.Management.Automation;
using System.Net;
using SttPowerShell.Client.Http;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet that is told the way to a service: its proxy, and whose certificates are believed.</summary>
public abstract class NetworkCmdlet : ServiceAccessCmdlet
{
    private protected const string FoundSet = "Found";
    private protected const string TokenSet = "Token";
    private protected const string TokenScriptSet = "TokenScript";
    private protected const string LocalSet = "Local";

    /// <summary>
    /// A proxy for the service and the token service, such as http://proxy.example.com:8080; socks5:// and https:// are
    /// possible too. Without it the system's is used (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY), but not for this
    /// machine.
    /// </summary>
    [Parameter(ParameterSetName = FoundSet), Parameter(ParameterSetName = NoAuthenticationSet)]
    [Parameter(ParameterSetName = ApiKeySet), Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = TokenSet), Parameter(ParameterSetName = TokenScriptSet)]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>User name and password for the proxy, whether it is named with -Proxy or the system's.</summary>
    [Parameter(ParameterSetName = FoundSet), Parameter(ParameterSetName = NoAuthenticationSet)]
    [Parameter(ParameterSetName = ApiKeySet), Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = TokenSet), Parameter(ParameterSetName = TokenScriptSet)]
    [ValidateNotNull]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Uses the proxy as the user who is logged in, where the proxy takes that (Negotiate, NTLM).</summary>
    [Parameter(ParameterSetName = FoundSet), Parameter(ParameterSetName = NoAuthenticationSet)]
    [Parameter(ParameterSetName = ApiKeySet), Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = TokenSet), Parameter(ParameterSetName = TokenScriptSet)]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Uses no proxy, whatever the system says.</summary>
    [Parameter(ParameterSetName = FoundSet), Parameter(ParameterSetName = NoAuthenticationSet)]
    [Parameter(ParameterSetName = ApiKeySet), Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = TokenSet), Parameter(ParameterSetName = TokenScriptSet)]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>
    /// A file of certificates in PEM that vouch for the service and the token service in place of those that the system
    /// trusts, such as that of a cluster's own authority. Names and dates are checked as ever.
    /// </summary>
    [Parameter(ParameterSetName = FoundSet), Parameter(ParameterSetName = NoAuthenticationSet)]
    [Parameter(ParameterSetName = ApiKeySet), Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = TokenSet), Parameter(ParameterSetName = TokenScriptSet)]
    [ValidateNotNullOrEmpty]
    public string? CertificateAuthority { get; set; }

    /// <summary>
    /// Doesn't check certificates, neither of the service nor of the token service. Whoever is on the way can then read
    /// and change what is sent, credentials too, so a warning says so each time.
    /// </summary>
    [Parameter(ParameterSetName = FoundSet), Parameter(ParameterSetName = NoAuthenticationSet)]
    [Parameter(ParameterSetName = ApiKeySet), Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = TokenSet), Parameter(ParameterSetName = TokenScriptSet)]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Ends the cmdlet where the parameters contradict each other or can't be used.</summary>
    private protected override Task BeginAsync(CancellationToken cancel)
    {
        if (NetworkErrors.Find(this) is ErrorRecord error) ThrowTerminatingError(error);
        return Task.CompletedTask;
    }

    private protected bool IsWayGiven => Proxy is not null || ProxyCredential is not null || ProxyUseDefaultCredentials
        || NoProxy || CertificateAuthority is not null || SkipCertificateCheck;

    private protected bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>What the parameters say, else what was found.</summary>
    private protected ConnectionOptions WayOf(DiscoveredOptions? found)
    {
        NetworkSettings network = new()
        {
            Proxy = Proxy,
            NoProxy = NoProxy,
            ProxyCredentials = ProxyUseDefaultCredentials
                ? CredentialCache.DefaultCredentials
                : ProxyCredential?.GetNetworkCredential(),
            Authorities = CertificateAuthority is null ? null : ReadAuthorities(CertificateAuthority),
        };
        bool isSaid = IsGiven(nameof(SkipCertificateCheck)) || CertificateAuthority is not null;
        return new ConnectionOptions
        {
            Network = network with
            {
                SkipCertificateCheck = isSaid ? SkipCertificateCheck : found is { SkipCertificateCheck: true },
            },
            TokenNetwork = network with
            {
                SkipCertificateCheck = isSaid ? SkipCertificateCheck : found is { SkipTokenServerCheck: true },
            },
        };
    }

    /// <summary>Warns of certificates that won't be checked.</summary>
    private protected void WarnOfWay(ServiceAccess access, ConnectionOptions options)
    {
        List<string> hosts = [];
        if (options.Network.SkipCertificateCheck && IsSecure(access.Uri)) hosts.Add(access.Uri.Authority);
        bool isTokenServerOpen = options.TokenNetwork.SkipCertificateCheck && IsSecure(access.TokenServer);
        if (isTokenServerOpen) hosts.Add(access.TokenServer!.Authority);
        if (hosts.Count == 0) return;
        WriteWarning(
            $"Certificates of {string.Join(" and ", hosts.Distinct())} aren't checked: whoever is on the way can read "
            + "and change what is sent, credentials too. Name the authority's certificate with -CertificateAuthority "
            + "instead.");
    }

    private static bool IsSecure(Uri? uri) => uri is { IsAbsoluteUri: true } && uri.Scheme == Uri.UriSchemeHttps;

    private CertificateAuthorities? ReadAuthorities(string path)
    {
        string? full = null;
        try
        {
            full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
            return CertificateAuthorities.Read(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException
            or SessionStateException or NotSupportedException or ArgumentException)
        {
            ThrowTerminatingError(NetworkErrors.InvalidAuthority(full ?? path, e));
            throw;
        }
    }
}
