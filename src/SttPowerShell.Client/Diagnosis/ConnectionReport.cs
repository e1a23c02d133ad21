using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SttPowerShell.Client.Diagnosis;

/// <summary>How far a connection to a service got.</summary>
/// <param name="Endpoint">The service.</param>
/// <param name="Proxy">The proxy on the way, which is then what names and addresses are about; null for none.</param>
internal sealed record ConnectionReport(Uri Endpoint, Uri? Proxy)
{
    /// <summary>The host that had to be found, and the port.</summary>
    public DnsEndPoint? Target { get; set; }

    /// <summary>The host's addresses; null if its name wasn't found.</summary>
    public IReadOnlyList<IPAddress>? Addresses { get; set; }

    /// <summary>What was connected to; null if nothing was.</summary>
    public IPEndPoint? Peer { get; set; }

    /// <summary>What the service showed; null if it came to none.</summary>
    public CertificateReport? Certificate { get; set; }

    /// <summary>The version of TLS; null if there is none.</summary>
    public SslProtocols? Protocol { get; set; }

    /// <summary>Whether requests can be sent: through the proxy and, with https, over TLS.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The status of an answer, of whatever kind; null if none came.</summary>
    public HttpStatusCode? Status { get; set; }

    /// <summary>What failed; null if all went well.</summary>
    public TransportFailure? Failure { get; set; }

    /// <summary>Why, in the system's words.</summary>
    public string Reason { get; set; } = "";
}

/// <summary>A server's certificate, and what is wrong with it.</summary>
/// <param name="Subject">Whom it names.</param>
/// <param name="Issuer">Who vouches for it.</param>
/// <param name="Names">The hosts that it is for.</param>
/// <param name="NotBefore">From when it is good.</param>
/// <param name="NotAfter">Until when it is good.</param>
/// <param name="Errors">What is wrong with it.</param>
/// <param name="ChainErrors">What is wrong with those who vouch for it.</param>
internal sealed record CertificateReport(
    string Subject, string Issuer, IReadOnlyList<string> Names, DateTimeOffset NotBefore, DateTimeOffset NotAfter,
    SslPolicyErrors Errors, X509ChainStatusFlags ChainErrors)
{
    public static CertificateReport Of(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        IEnumerable<string> names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(static e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString())));
        X509ChainStatusFlags flags = (chain?.ChainStatus ?? []).Aggregate(
            X509ChainStatusFlags.NoError, static (all, one) => all | one.Status);
        return new CertificateReport(
            certificate.Subject, certificate.Issuer, [.. names], certificate.NotBefore, certificate.NotAfter, errors,
            flags);
    }
}
