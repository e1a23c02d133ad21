using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Local;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Tests;

public sealed class SecretTests
{
    private const string Secret = "s3cret-Pa55word-xyz";

    [Fact]
    public async Task A_service_that_echoes_the_request_does_not_bring_the_secret_into_an_error()
    {
        string[] echoes =
        [
            "HTTP/1.1 401 No\r\nContent-Length: {0}\r\n\r\n{1}",
            "HTTP/1.1 500 No\r\nContent-Length: {0}\r\n\r\n{1}",
            "HTTP/1.1 200 OK\r\nContent-Length: {0}\r\n\r\n{1}",
            "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{1}",
            "HTTP/1.1 200 OK\r\n\r\n{{{1}",
            "HTTP/1.1 302 Found\r\nLocation: http://h/?{1}\r\nContent-Length: 0\r\n\r\n",
        ];
        foreach (string echo in echoes)
        {
            await using RawService service = new(async (socket, stop) =>
            {
                string head = await RawService.ReadHeadAsync(socket, stop);
                string header =
                    head.Split("\r\n").Single(line => line.StartsWith("Authorization", StringComparison.Ordinal));
                string text = $"You sent {header} which is {Secret}";
                await socket.SendAsync(
                    System.Text.Encoding.ASCII.GetBytes(string.Format(null, echo, text.Length, text)), stop);
            });
            using SpeechToTextClient client = Clients.Once(
                service.Uri, options => options with { Authenticator = new BasicAuthentication("me", Secret) });

            Exception e = await Assert.ThrowsAnyAsync<Exception>(() => client.Models.ListAsync(default));

            string all = e + (e as SttApiException)?.ServiceMessage;
            Assert.DoesNotContain(Secret, all);
            Assert.DoesNotContain(Convert.ToBase64String("me:s3cret-Pa55word-xyz"u8), all);
        }
    }

    [Fact]
    public void Nothing_that_holds_a_secret_prints_it()
    {
        object[] holders =
        [
            new BasicAuthentication("me", Secret),
            new IamAuthentication(Secret),
            new AccessToken(Secret, default, default),
            new IamToken { AccessToken = Secret, RefreshToken = Secret },
            new SpeechToTextOptions { Endpoint = new Uri(
                "https://h"), Authenticator = new BasicAuthentication("me", Secret) },
            new LocalServiceEndpoint
            {
                Uri = "http://127.0.0.1:1", ProcessId = 1, Started = default, ApiKey = Secret, Version = "1",
            },
        ];

        Assert.All(holders, holder => Assert.DoesNotContain(Secret, holder.ToString()));
    }

    [Theory]
    [InlineData("{apikey}")]
    [InlineData("key}")]
    [InlineData("\"key\"")]
    public void A_key_that_is_still_the_example_is_refused_without_being_shown(string key)
    {
        Exception[] refusals =
        [
            Assert.Throws<ArgumentException>(() => BasicAuthentication.ForApiKey(key)),
            Assert.Throws<ArgumentException>(() => new BasicAuthentication("user", key)),
            Assert.Throws<ArgumentException>(() => new IamAuthentication(key)),
        ];

        Assert.All(refusals, e => Assert.Contains("begins or ends with", e.Message));
        Assert.All(refusals, e => Assert.DoesNotContain(key, e.Message));
    }

    [Fact]
    public void An_empty_secret_or_a_user_with_a_colon_is_refused()
    {
        Assert.Throws<ArgumentException>(() => BasicAuthentication.ForApiKey(""));
        Assert.Throws<ArgumentException>(() => new IamAuthentication(""));
        Assert.Throws<ArgumentException>(() => new BasicAuthentication("", "x"));
        Assert.Throws<ArgumentException>(() => new BasicAuthentication("a:b", "x"));
    }

    [Theory]
    [InlineData("http://example.com", "plain http")]
    [InlineData("http://10.0.0.1:8080/x", "plain http")]
    [InlineData("ftp://example.com", "https://")]
    [InlineData("/v1/models", "https://")]
    [InlineData("https://user:s3cret@example.com", "credentials")]
    [InlineData("https://example.com/?version=1", "query")]
    [InlineData("https://example.com/#x", "fragment")]
    [InlineData("https://example.com/{instance_id}", "begins or ends with")]
    public void A_url_that_cannot_or_must_not_be_used_is_refused_at_once(string url, string reason)
    {
        Uri uri = new(url, UriKind.RelativeOrAbsolute);

        ArgumentException e = Assert.Throws<ArgumentException>(() => Clients.Once(uri));

        Assert.Contains(reason, e.Message);
        Assert.DoesNotContain("s3cret", e.Message);
        Assert.Throws<ArgumentException>(() => new IamAuthentication("key", new IamSettings { Server = uri }));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://localhost")]
    [InlineData("http://[::1]:5000/x/")]
    [InlineData(
        "https://api.us-south.speech-to-text.watson.cloud.ibm.com/instances/6bbda3b3-d572-45e1-8c54-22d6ed9e52c2")]
    public void Tls_or_this_machine_is_fine(string url) => Clients.Once(new Uri(url)).Dispose();

    [Fact]
    public void Without_credentials_plain_http_is_fine()
        => Clients.Once(new Uri(
            "http://example.com"), options => options with { Authenticator = new NoAuthentication() }).Dispose();

    [Fact]
    public void Limits_that_cannot_be_kept_are_refused()
    {
        Uri uri = new("https://example.com");
        Assert.ThrowsAny<ArgumentException>(
            () => Clients.Once(uri, options => options with { IdleTimeout = TimeSpan.Zero }));
        Assert.ThrowsAny<ArgumentException>(
            () => Clients.Once(uri, options => options with { OverallTimeout = TimeSpan.FromDays(60) }));
        Assert.ThrowsAny<ArgumentException>(() => Clients.Once(uri, options => options with { MaxRetries = -1 }));
    }
}
