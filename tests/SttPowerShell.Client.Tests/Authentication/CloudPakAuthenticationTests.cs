using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Tests.Support;

namespace SttPowerShell.Client.Tests.Authentication;

public sealed class CloudPakAuthenticationTests
{
    private const string Secret = "se\"cret-0123";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddDays(20_000));
    private string _login = "";

    [Theory]
    [InlineData("/icp4d-api", "password")]
    [InlineData("/icp4d-api/v1/authorize", "password")]
    [InlineData("/icp4d-api/", "api_key")]
    public async Task User_and_secret_are_exchanged_at_authorize(string path, string member)
    {
        await using KestrelService cluster = await StartAsync();
        CloudPakSecret kind = member == "password" ? CloudPakSecret.Password : CloudPakSecret.ApiKey;
        using SpeechToTextClient client = Client(cluster, path, kind);

        await client.Models.ListAsync(default);
        await client.Models.ListAsync(default);

        JsonObject login = JsonNode.Parse(_login)!.AsObject();
        Assert.Equal(2, login.Count);
        Assert.Equal(("me", Secret), ((string?)login["username"], (string?)login[member]));
        Assert.Equal(["POST /icp4d-api/v1/authorize", "GET /v1/models", "GET /v1/models"], Lines(cluster));
    }

    [Theory]
    [InlineData("/v1/preauth/validateAuth")]
    [InlineData("/icp4d-api")]
    public async Task An_old_cluster_takes_user_and_password_as_basic(string path)
    {
        await using KestrelService cluster = await StartAsync(isOld: true);
        using SpeechToTextClient client = Client(cluster, path, CloudPakSecret.Password);

        await client.Models.ListAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(601));
        await client.Models.ListAsync(default);

        string basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("me:" + Secret));
        Assert.Equal(2, cluster.Requests.Count(
            r => r.Line == "GET /v1/preauth/validateAuth" && r.Headers.Authorization == basic));
        // What an old cluster doesn't know is asked for once.
        Assert.Equal(path == "/icp4d-api" ? 1 : 0, Exchanges(cluster));
    }

    [Fact]
    public void An_old_token_service_takes_no_api_key()
        => Assert.Throws<ArgumentException>(() => new CloudPakAuthentication(
            new Uri("https://c/v1/preauth/validateAuth"), "me", CloudPakSecret.ApiKey, () => "key",
            new TokenServerSettings()));

    [Fact]
    public async Task A_token_is_renewed_by_the_life_that_it_tells_of_itself()
    {
        await using KestrelService cluster = await StartAsync();
        using SpeechToTextClient client = Client(cluster, "/icp4d-api", CloudPakSecret.Password);
        await client.Models.ListAsync(default);

        _clock.Advance(TimeSpan.FromSeconds(479));
        await client.Models.ListAsync(default);
        Assert.Equal(1, Exchanges(cluster));
        _clock.Advance(TimeSpan.FromSeconds(2));
        await client.Models.ListAsync(default); // With the old one, while the new one is fetched.

        await Clients.UntilAsync(() => Exchanges(cluster) == 2);
    }

    [Fact]
    public async Task A_refusal_shows_no_secret()
    {
        await using KestrelService cluster = await KestrelService.StartAsync(
            """{"_statusCode_":401,"message":"bad se\"cret-0123"}""", 401);
        using SpeechToTextClient client = Client(cluster, "/icp4d-api", CloudPakSecret.Password);

        SttApiException e = await Assert.ThrowsAsync<SttApiException>(() => client.Models.ListAsync(default));

        Assert.Equal(("getToken", "bad ***"), (e.Operation, e.ServiceMessage));
        Assert.DoesNotContain("cret-0123", e.ToString(), StringComparison.Ordinal);
    }

    private static int Exchanges(KestrelService cluster)
        => cluster.Requests.Count(r => r.Line.EndsWith("authorize", StringComparison.Ordinal));

    private static IEnumerable<string> Lines(KestrelService cluster) => cluster.Requests.Select(r => r.Line);

    private SpeechToTextClient Client(KestrelService cluster, string path, CloudPakSecret kind)
        => Clients.Once(cluster.Uri, options => options with
        {
            Authenticator = new CloudPakAuthentication(
                new Uri(cluster.Uri, path), "me", kind, () => Secret,
                new TokenServerSettings
                {
                    Clock = _clock,
                    ConnectTimeout = TimeSpan.FromSeconds(15),
                    OverallTimeout = Timeout.InfiniteTimeSpan,
                }),
        });

    private Task<KestrelService> StartAsync(bool isOld = false) => KestrelService.StartAsync(async context =>
    {
        string path = context.Request.Path;
        long now = _clock.GetUtcNow().ToUnixTimeSeconds();
        string token = $"h.{Part($$"""{"iat":{{now}},"exp":{{now + 600}}}""")}.s";
        if (path == "/icp4d-api/v1/authorize" && !isOld)
        {
            using StreamReader body = new(context.Request.Body);
            _login = await body.ReadToEndAsync();
            await KestrelService.Json(context, $$"""{"token":"{{token}}","_messageCode_":"200","message":"success"}""");
        }
        else if (path == "/v1/preauth/validateAuth" && isOld)
        {
            await KestrelService.Json(context, $$"""{"accessToken":"{{token}}","username":"me"}""");
        }
        else if (path == "/v1/models" && context.Request.Headers.Authorization.ToString().StartsWith(
            "Bearer h.", StringComparison.Ordinal)) await KestrelService.Json(context, """{"models":[]}""");
        else await KestrelService.Json(context, """{"error":"not here"}""", StatusCodes.Status404NotFound);
    });

    private static string Part(string json)
        => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
