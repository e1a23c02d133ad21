using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SttPowerShell.Client;
using SttPowerShell.Client.Diagnosis;

namespace SttPowerShell.Commands;

/// <summary>Checks of a connection: name, TCP, TLS.</summary>
/// <param name="report">How far it got.</param>
/// <param name="skipsCertificateCheck">Whether certificates are believed without a look.</param>
internal sealed class ConnectionChecks(ConnectionReport report, bool skipsCertificateCheck)
{
    private string Host => report.Target?.Host ?? report.Proxy?.Host ?? report.Endpoint.Host;

    private string Peer => report.Proxy is null ? Host : $"the proxy {Host}";

    public Finding NameResolution()
    {
        if (report.Addresses is not { Count: > 0 } addresses)
        {
            return new Finding("NameResolution", false, $"The name of {Peer} wasn't found: {report.Reason}.",
                report.Proxy is null
                    ? "Check the host name in the URL, and this machine's name server and network."
                    : "Check the name of the proxy: -Proxy, or HTTPS_PROXY in the environment.");
        }
        if (addresses is [IPAddress only] && only.ToString() == Host.Trim('[', ']'))
        {
            return new Finding("NameResolution", true, $"The name of {Peer} is an address.");
        }
        string asked = report.Proxy is null ? "" : $" The proxy looks for {report.Endpoint.Host}.";
        return new Finding("NameResolution", true, $"Found {Peer}: {string.Join(", ", addresses)}.{asked}");
    }

    public Finding Connection()
    {
        if (report.Peer is null)
        {
            return new Finding("Connection", false,
                $"No connection to {Peer} at port {Text(report.Target?.Port)}: {report.Reason}.",
                NoPeerAdvice());
        }
        if (report.Failure == TransportFailure.Proxy)
        {
            bool asks = report.Reason.Contains("407", StringComparison.Ordinal);
            return new Finding("Connection", false,
                $"No connection to {report.Endpoint.Host} through {Peer}: {report.Reason}.",
                asks
                    ? "Give user name and password with -ProxyCredential, or use -ProxyUseDefaultCredentials."
                    : "Ask whoever runs the proxy to let this host through; -NoProxy goes without it.");
        }
        return new Finding("Connection", true, $"Connected to {report.Peer}.");
    }

    private string NoPeerAdvice()
    {
        if (report.Proxy is not null) return "Check the port of the proxy: -Proxy, or HTTPS_PROXY in the environment.";
        return report.Endpoint.IsLoopback
            ? "Start what should listen there; Connect-SttService -Local starts the local service, and finds its port."
            : "Check the port in the URL, and whether a firewall is between; where only a proxy leads out, name it "
                + "with -Proxy.";
    }

    public Finding Tls()
    {
        if (report.Endpoint.Scheme != Uri.UriSchemeHttps)
        {
            return new Finding("Tls", report.Endpoint.IsLoopback ? true : null,
                report.Endpoint.IsLoopback
                    ? "Plain http, which doesn't leave this machine."
                    : "Plain http: everybody on the way can read and change what is sent.",
                report.Endpoint.IsLoopback ? null : "Use an https:// URL.");
        }
        if (!report.IsOpen) return Refused();
        CertificateReport? shown = report.Certificate;
        string detail = $"{report.Protocol}; {Described(shown)}";
        return skipsCertificateCheck
            ? new Finding("Tls", null, $"{detail} It isn't checked"
                + (shown is { Errors: not SslPolicyErrors.None } ? $", and would be refused: {Problem(shown)}." : "."),
                "Name the authority's certificate with -CertificateAuthority in place of -SkipCertificateCheck.")
            : new Finding("Tls", true, detail);
    }

    private Finding Refused() => report.Certificate is CertificateReport shown && shown.Errors != SslPolicyErrors.None
        ? new Finding("Tls", false,
            $"The certificate isn't trusted: {Problem(shown)}. {Described(shown)}", Advice(shown))
        : new Finding("Tls", false, $"No TLS connection: {report.Reason}.",
            "Check that the port speaks TLS (https://), and that nothing on the way breaks it off.");

    private string Problem(CertificateReport shown)
    {
        List<string> problems = [];
        if (shown.Errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            problems.Add($"it isn't for {report.Endpoint.Host}");
        }
        if (shown.Errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)) problems.Add(Text(shown.ChainErrors));
        return problems.Count > 0 ? string.Join("; ", problems) : $"{shown.Errors}";
    }

    private static string Advice(CertificateReport shown)
    {
        if (shown.ChainErrors.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            return "Check this machine's clock; else whoever runs the service must renew the certificate.";
        }
        return shown.Errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? "Use a URL with a host that the certificate names."
            : "If the service has an authority of its own, name that's certificate with -CertificateAuthority.";
    }

    private static string Text(X509ChainStatusFlags flags)
    {
        if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid)) return "it isn't yet or no longer good";
        if (flags.HasFlag(X509ChainStatusFlags.UntrustedRoot)) return "nobody who is trusted vouches for it";
        return flags.HasFlag(X509ChainStatusFlags.PartialChain) ? "who vouches for it isn't known" : $"{flags}";
    }

    private static string Described(CertificateReport? shown) => shown is null
        ? "no certificate."
        : string.Create(CultureInfo.InvariantCulture,
            $"it is for {Names(shown)}, by {shown.Issuer}, until {shown.NotAfter.UtcDateTime:yyyy-MM-dd}.");

    private static string Names(CertificateReport shown) => shown.Names.Count switch
    {
        0 => shown.Subject,
        <= 3 => string.Join(", ", shown.Names),
        _ => $"{string.Join(", ", shown.Names.Take(3))} and others",
    };

    private static string Text(int? port) => port?.ToString(CultureInfo.InvariantCulture) ?? "?";
}
