using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SttPowerShell.Client.Diagnosis;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Faults;

namespace SttPowerShell.Client.Tests.Diagnosis;

public sealed class ConnectionProbeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_name_that_nobody_has_is_where_it_ends()
    {
        ConnectionReport report = await ProbeAsync(new Uri("https://no-such-host.invalid"));

        Assert.Null(report.Addresses);
        Assert.Equal(TransportFailure.NameResolution, report.Failure);
        Assert.NotEmpty(report.Reason);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_where_it_ends()
    {
        ConnectionReport report = await ProbeAsync(new Uri("http://127.0.0.1:1"));

        Assert.Equal([IPAddress.Loopback], report.Addresses);
        Assert.Null(report.Peer);
        Assert.Equal(TransportFailure.Connection, report.Failure);
    }

    [Fact]
    public async Task What_speaks_no_tls_is_connected_and_not_open()
    {
        await using RawService service =
            new((socket, stop) => socket.SendAsync("this is not TLS at all"u8.ToArray(), stop).AsTask());

        ConnectionReport report = await ProbeAsync(new Uri($"https://127.0.0.1:{service.Uri.Port}"));

        Assert.NotNull(report.Peer);
        Assert.False(report.IsOpen);
        Assert.Null(report.Certificate);
        Assert.Equal(TransportFailure.SecureConnection, report.Failure);
    }

    [Fact]
    public async Task A_certificate_is_shown_whether_it_is_taken_or_not_and_nothing_secret_is_sent()
    {
        using TestAuthority authority = new();
        using X509Certificate2 certificate = authority.Issue();
        await using KestrelService service = await KestrelService.StartAsync(
            http => KestrelService.Json(http, "{}"), certificate: certificate);

        ConnectionReport refused = await ProbeAsync(service.Uri);
        ConnectionReport taken = await ProbeAsync(
            service.Uri, new() { Authorities = CertificateAuthorities.Parse(authority.Pem) });
        ConnectionReport skipped = await ProbeAsync(service.Uri, new() { SkipCertificateCheck = true });

        Assert.False(refused.IsOpen);
        Assert.True(refused.Certificate!.ChainErrors.HasFlag(X509ChainStatusFlags.PartialChain)
            || refused.Certificate.ChainErrors.HasFlag(X509ChainStatusFlags.UntrustedRoot));
        Assert.Equal(["127.0.0.1"], refused.Certificate.Names);
        Assert.True(taken.IsOpen);
        Assert.Equal(SslPolicyErrors.None, taken.Certificate!.Errors);
        Assert.True(skipped.IsOpen);
        Assert.NotEqual(SslPolicyErrors.None, skipped.Certificate!.Errors);
        Assert.All(service.Requests, r => Assert.Equal(0, r.Headers.Authorization.Count));
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task Behind_a_proxy_it_is_the_proxy_that_is_found_and_that_refuses()
    {
        await using ForwardProxy proxy = new ForwardProxy(refusal: "403 Forbidden").Start();

        ConnectionReport report =
            await ProbeAsync(new Uri("https://stt.example.com"), new() { Proxy = proxy.Uri });

        Assert.Equal(("127.0.0.1", proxy.Uri.Port), (report.Target!.Host, report.Target.Port));
        Assert.NotNull(report.Peer);
        Assert.Equal(TransportFailure.Proxy, report.Failure);
        Assert.Contains("403", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_never_answers_ends_with_the_limit()
    {
        await using RawService service = new((_, stop) => Task.Delay(Timeout.Infinite, stop));

        ConnectionProbe probe = new(service.Uri, new(), TimeSpan.FromMilliseconds(200));
        ConnectionReport report = await probe.RunAsync(default);

        Assert.True(report.IsOpen);
        Assert.Equal(TransportFailure.Timeout, report.Failure);
    }

    private static Task<ConnectionReport> ProbeAsync(Uri uri, NetworkSettings? network = null)
        => new ConnectionProbe(uri, network ?? new(), Limit).RunAsync(default);
}
