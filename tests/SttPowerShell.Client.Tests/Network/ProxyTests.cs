using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Faults;

namespace SttPowerShell.Client.Tests.Network;

/// <summary>The way through a proxy.</summary>
public sealed class ProxyTests
{
    private const string Models = """{"models":[]}""";

    [Fact]
    public async Task Https_goes_through_a_tunnel_that_shows_the_proxy_the_host_and_nothing_else()
    {
        using TestAuthority authority = new();
        using X509Certificate2 certificate = authority.Issue();
        await using ForwardProxy proxy = new ForwardProxy().Start();
        await using KestrelService service = await KestrelService.StartAsync(
            http => KestrelService.Json(http, Models), certificate: certificate);
        NetworkSettings network = Through(proxy) with { Authorities = CertificateAuthorities.Parse(authority.Pem) };
        using SpeechToTextClient client = Clients.Once(service.Uri, options => options with { Network = network });

        Assert.Empty(await client.Models.ListAsync(default));

        Assert.Single(service.Requests);
        Assert.StartsWith($"CONNECT 127.0.0.1:{service.Uri.Port} ", proxy.Heads.Single(), StringComparison.Ordinal);
        string seen = proxy.Heads.Single() + Encoding.Latin1.GetString(proxy.Seen.ToArray());
        Assert.DoesNotContain("Authorization", seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("/v1/models", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_is_named_is_used_for_this_machine_too_and_for_websockets()
    {
        await using ForwardProxy proxy = new ForwardProxy().Start();
        await using StreamingServer server = await StreamingServer.StartAsync(StreamingTests.Whole);
        using SpeechToTextClient client =
            Clients.Once(server.Uri, options => options with { Network = Through(proxy) });

        Assert.Single(await client.Models.ListAsync(default));
        Assert.Equal(RecordedAnswer.Transcript, await Streams.TranscriptAsync(
            client.Streaming.Recognize(new BytesBody(Streams.Wave(0.5)), "audio/wav", new())));

        Assert.Equal(
            [$"GET {server.Uri}v1/models", $"CONNECT 127.0.0.1:{server.Uri.Port}"],
            proxy.Heads.Select(head => head[..head.IndexOf(" HTTP/", StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task A_proxy_that_asks_gets_the_credentials_for_it_and_the_service_its_own()
    {
        await using ForwardProxy proxy = new ForwardProxy("me:secret").Start();
        await using KestrelService service = await KestrelService.StartAsync(Models);
        NetworkSettings network = Through(proxy) with { ProxyCredentials = new NetworkCredential("me", "secret") };
        using SpeechToTextClient client = Clients.Once(service.Uri, options => options with { Network = network });

        Assert.Empty(await client.Models.ListAsync(default));

        string header = service.Requests.Single().Headers.Authorization.ToString();
        Assert.StartsWith("Basic ", header, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("me:secret", null, "407")]
    [InlineData(null, "403 Forbidden", "403")]
    public async Task A_proxy_that_makes_no_tunnel_is_named_with_what_it_says(
        string? credentials, string? refusal, string told)
    {
        await using ForwardProxy proxy = new ForwardProxy(credentials, refusal).Start();
        NetworkSettings network = Through(proxy) with { ProxyCredentials = new NetworkCredential("me", "canary-pw") };
        using SpeechToTextClient client =
            Clients.Once(new Uri("https://stt.example.com"), options => options with { Network = network });

        SttTransportException e =
            await Assert.ThrowsAsync<SttTransportException>(() => client.Models.ListAsync(default));

        Assert.Equal(TransportFailure.Proxy, e.Failure);
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        string way = $"through the proxy {proxy.Uri.GetLeftPart(UriPartial.Authority)}";
        Assert.Contains(way, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_be_read_again_is_sent_whole_after_a_proxy_has_asked_and_a_stream_never_in_part()
    {
        await using ForwardProxy proxy = new ForwardProxy("me:secret").Start();
        (long Length, string Sha256) got = default;
        await using KestrelService service = await KestrelService.StartAsync(async http =>
        {
            got = await KestrelService.ReadBodyAsync(http);
            await KestrelService.Json(http, """{"results":[],"result_index":0}""");
        });
        NetworkSettings network = Through(proxy) with { ProxyCredentials = new NetworkCredential("me", "secret") };
        using SpeechToTextClient client = Clients.Once(service.Uri, options => options with { Network = network });
        byte[] audio = RandomNumberGenerator.GetBytes(400_000);

        await client.Recognition.RecognizeAsync(new BytesBody(audio), "audio/wav", new(), default);
        Assert.Equal((audio.Length, Convert.ToHexString(SHA256.HashData(audio))), got);

        got = default;
        using SpeechToTextClient other = Clients.Once(service.Uri, options => options with { Network = network });
        SttTransportException e = await Assert.ThrowsAsync<SttTransportException>(() => other.Recognition
            .RecognizeAsync(new OneShotBody(new MemoryStream(audio)), "audio/wav", new(), default));
        Assert.Equal(TransportFailure.Body, e.Failure);
        Assert.Contains("a proxy asked", e.Message, StringComparison.Ordinal);
        Assert.Equal(default, got);
    }

    [Fact]
    public void Credentials_leave_this_machine_over_plain_http_through_no_proxy()
    {
        NetworkSettings network = new() { Proxy = new Uri("http://proxy.example.com:8080") };

        ArgumentException e = Assert.Throws<ArgumentException>(
            () => Clients.Once(new Uri("http://127.0.0.1:9"), options => options with { Network = network }));

        Assert.Contains("proxy.example.com", e.Message, StringComparison.Ordinal);
        Clients.Once(new Uri("https://127.0.0.1:9"), options => options with { Network = network }).Dispose();
    }

    [Fact]
    public void The_system_s_proxy_is_not_for_this_machine_nor_where_none_is_wanted()
    {
        foreach ((NetworkSettings network, string url) in new (NetworkSettings, string)[]
        {
            (new(), "http://localhost:1"), (new(), "https://[::1]:1"),
            (new() { NoProxy = true }, "https://stt.example.com"),
        })
        {
            using SocketsHttpHandler handler = new();
            network.Apply(handler, new Uri(url));
            Assert.False(handler.UseProxy);
            Assert.Null(network.ProxyFor(new Uri(url)));
        }
    }

    private static NetworkSettings Through(ForwardProxy proxy) => new() { Proxy = proxy.Uri };
}
