using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Faults;

namespace SttPowerShell.Client.Tests.Network;

/// <summary>Whose certificates are believed, over HTTP and WebSockets, of services and token services.</summary>
public sealed class CertificateTests
{
    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_over_both_interfaces()
    {
        using X509Certificate2 certificate = TestAuthority.SelfSigned();

        await RefusedAsync(certificate, new NetworkSettings());
    }

    [Fact]
    public async Task It_is_taken_where_nothing_is_checked_and_where_its_file_is_named()
    {
        using X509Certificate2 certificate = TestAuthority.SelfSigned();

        await TakenAsync(certificate, new NetworkSettings { SkipCertificateCheck = true });
        await TakenAsync(certificate, Trusting(certificate.ExportCertificatePem()));
    }

    [Fact]
    public async Task An_authority_vouches_for_its_certificates_and_for_no_others()
    {
        using TestAuthority authority = new();
        using TestAuthority other = new();
        using X509Certificate2 certificate = authority.Issue();

        await TakenAsync(certificate, Trusting("# what the file is for\n" + other.Pem + "\n" + authority.Pem));
        await RefusedAsync(certificate, Trusting(other.Pem));
    }

    [Fact]
    public async Task Names_and_dates_are_checked_whoever_vouches()
    {
        using TestAuthority authority = new();
        using X509Certificate2 elsewhere = authority.Issue(hosts: "speech.example.com");
        using X509Certificate2 ended = authority.Issue(until: DateTimeOffset.Now.AddHours(-1));

        string name = await RefusedAsync(elsewhere, Trusting(authority.Pem));
        string date = await RefusedAsync(ended, Trusting(authority.Pem));

        Assert.Contains("RemoteCertificateNameMismatch", name, StringComparison.Ordinal);
        Assert.Contains("NotTimeValid", date, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_services_are_checked_in_the_same_way()
    {
        using TestAuthority authority = new();
        using X509Certificate2 certificate = authority.Issue();
        await using KestrelService cluster = await KestrelService.StartAsync(
            http => KestrelService.Json(http, Answer(http)), certificate: certificate);

        foreach (NetworkSettings network in new[] { new(), Trusting(authority.Pem) })
        {
            TokenServerSettings settings = new() { Network = network, MaxRetries = 0 };
            Authenticator[] ways =
            [
                new IamAuthentication(() => Clients.Key, new IamSettings(settings) { Server = cluster.Uri }),
                new CloudPakAuthentication(cluster.Uri, "me", CloudPakSecret.Password, () => "p", settings),
            ];
            foreach (Authenticator way in ways)
            {
                using SpeechToTextClient client = Clients.Once(
                    cluster.Uri, o => o with { Authenticator = way, Network = Trusting(authority.Pem) });
                if (network.Authorities is null)
                {
                    SttTransportException e =
                        await Assert.ThrowsAsync<SttTransportException>(() => client.Models.ListAsync(default));
                    Assert.Equal((TransportFailure.SecureConnection, "getToken"), (e.Failure, e.Operation));
                }
                else
                {
                    Assert.Empty(await client.Models.ListAsync(default));
                }
            }
        }
    }

    [Fact]
    public async Task Many_connections_leave_nothing_in_what_they_share()
    {
        using TestAuthority authority = new();
        using X509Certificate2 certificate = authority.Issue();
        await using KestrelService service = await KestrelService.StartAsync(
            http => KestrelService.Json(http, """{"models":[]}"""), certificate: certificate);
        using SocketsHttpHandler handler = new() { PooledConnectionLifetime = TimeSpan.Zero };
        Trusting(authority.Pem).Apply(handler, service.Uri);
        using HttpMessageInvoker invoker = new(handler);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            using HttpRequestMessage request = new(HttpMethod.Get, service.Uri);
            using HttpResponseMessage response = await invoker.SendAsync(request, default);
            Assert.True(response.IsSuccessStatusCode);
        }));

        X509ChainPolicy policy = handler.SslOptions.CertificateChainPolicy!;
        Assert.Empty(policy.ExtraStore);
        Assert.Empty(policy.ApplicationPolicy);
        Assert.Single(policy.CustomTrustStore);
    }

    [Theory]
    [InlineData("", "no certificate in PEM")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "can't be read")]
    public void A_file_that_vouches_for_nobody_is_refused(string pem, string told)
    {
        Assert.Contains(
            told, Assert.Throws<InvalidDataException>(() => CertificateAuthorities.Parse(pem)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_root_is_refused_with_whom_it_lacks()
    {
        using TestAuthority authority = new();
        using X509Certificate2 leaf = authority.Issue();

        InvalidDataException e =
            Assert.Throws<InvalidDataException>(() => CertificateAuthorities.Parse(leaf.ExportCertificatePem()));

        Assert.Contains("CN=Test authority", e.Message, StringComparison.Ordinal);
    }

    private static string Answer(HttpContext http) => http.Request.Path.Value switch
    {
        "/identity/token" => """{"access_token":"t","expires_in":3600}""",
        "/v1/authorize" => """{"token":"t"}""",
        _ => """{"models":[]}""",
    };

    private static NetworkSettings Trusting(string pem) => new() { Authorities = CertificateAuthorities.Parse(pem) };

    private static async Task TakenAsync(X509Certificate2 certificate, NetworkSettings network)
    {
        await using StreamingServer server = await StreamingServer.StartAsync(StreamingTests.Whole, certificate);
        using SpeechToTextClient client = Clients.Once(server.Uri, options => options with { Network = network });

        Assert.Single(await client.Models.ListAsync(default));
        Assert.Equal(RecordedAnswer.Transcript, await Streams.TranscriptAsync(
            client.Streaming.Recognize(new BytesBody(Streams.Wave(0.5)), "audio/wav", new())));
        Assert.StartsWith("Basic ", server.Peers.Single().Headers["Authorization"], StringComparison.Ordinal);
    }

    /// <summary>Gives the words of the refusal.</summary>
    private static async Task<string> RefusedAsync(X509Certificate2 certificate, NetworkSettings network)
    {
        await using StreamingServer server = await StreamingServer.StartAsync(StreamingTests.Whole, certificate);
        using SpeechToTextClient client = Clients.Once(server.Uri, options => options with { Network = network });

        SttTransportException http =
            await Assert.ThrowsAsync<SttTransportException>(() => client.Models.ListAsync(default));
        SttTransportException socket = await Assert.ThrowsAsync<SttTransportException>(() => Streams.AllAsync(
            client.Streaming.Recognize(new BytesBody(Streams.Wave(0.5)), "audio/wav", new())));

        Assert.Equal(TransportFailure.SecureConnection, http.Failure);
        Assert.Equal(TransportFailure.SecureConnection, socket.Failure);
        Assert.Empty(server.Peers);
        return http.Message;
    }
}
