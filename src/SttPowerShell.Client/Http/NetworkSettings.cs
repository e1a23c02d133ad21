using System.Net;

namespace SttPowerShell.Client.Http;

/// <summary>The way to a host: through which proxy, and whose certificates are believed there.</summary>
internal sealed record NetworkSettings
{
    /// <summary>
    /// The proxy for every host, this machine too. Without one the system's are used, but not for this machine.
    /// </summary>
    public Uri? Proxy { get; init; }

    /// <summary>Who uses the proxy, whether it is the one above or the system's.</summary>
    public ICredentials? ProxyCredentials { get; init; }

    /// <summary>Goes without a proxy, whatever the system says.</summary>
    public bool NoProxy { get; init; }

    /// <summary>Believes whoever answers.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>The roots that are believed in place of the system's; null for the system's.</summary>
    public CertificateAuthorities? Authorities { get; init; }

    /// <summary>
    /// Plain http is for this machine only where secrets are sent; a proxy elsewhere would carry them out of it.
    /// </summary>
    /// <exception cref="ArgumentException">Secrets would be readable on the way.</exception>
    public void Check(Uri endpoint, bool sendsSecrets)
    {
        bool leaves = Proxy is { IsLoopback: false } && endpoint.Scheme == Uri.UriSchemeHttp;
        if (!sendsSecrets || !leaves) return;
        throw new ArgumentException(
            $"Credentials are not sent over plain http through the proxy {Shown(Proxy!)}, where anyone on the way "
            + "could read them. Use an https:// URL, or no proxy for this machine.",
            nameof(endpoint));
    }

    /// <summary>The proxy on the way to a URL; null for none. It shows no credentials.</summary>
    public Uri? ProxyFor(Uri endpoint)
    {
        if (Proxy is not null) return new Uri(Shown(Proxy));
        if (NoProxy || endpoint.IsLoopback) return null;
        IWebProxy system = HttpClient.DefaultProxy;
        return system.IsBypassed(endpoint) || system.GetProxy(endpoint) is not Uri proxy || proxy == endpoint
            ? null
            : new Uri(Shown(proxy));
    }

    public void Apply(SocketsHttpHandler handler, Uri endpoint)
    {
        // A proxy from the environment must not see what goes to this machine itself.
        handler.UseProxy = Proxy is not null || !(NoProxy || endpoint.IsLoopback);
        if (Proxy is not null) handler.Proxy = new WebProxy(Proxy);
        handler.DefaultProxyCredentials = ProxyCredentials;
        if (Authorities is not null) handler.SslOptions.CertificateChainPolicy = Authorities.Policy();
#pragma warning disable CA5359 // The user asked for it, and is warned at each connect.
        if (SkipCertificateCheck) handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
    }

    private static string Shown(Uri proxy)
        => proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
