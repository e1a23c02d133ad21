using SttPowerShell.Client.Http;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Tests.Network;

/// <summary>Where redirects lead: within a server, and to no other.</summary>
public sealed class RedirectTests
{
    private const string Models = """{"models":[]}""";

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Within_the_server_it_is_followed_with_all_that_the_request_has(int status)
    {
        await using KestrelService service = await StartAsync(status, "/there?x=1");
        using SpeechToTextClient client = Clients.Once(service.Uri);

        Assert.Empty(await client.Models.ListAsync(default));

        Assert.Equal(["GET /v1/models", "GET /there?x=1"], service.Requests.Select(r => r.Line));
        Assert.All(service.Requests, r
            => Assert.StartsWith("Basic ", r.Headers.Authorization.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Removing_is_followed_and_what_has_a_body_is_not()
    {
        await using KestrelService service = await StartAsync(302, "/there");
        using SpeechToTextClient client = Clients.Once(service.Uri);

        await client.LanguageModels.DeleteAsync("x", default);
        SttApiException post = await Assert.ThrowsAsync<SttApiException>(
            () => client.LanguageModels.CreateAsync(new NewCustomModel { Name = "n" }, default));
        SttApiException empty =
            await Assert.ThrowsAsync<SttApiException>(() => client.LanguageModels.ResetAsync("x", default));

        Assert.Equal(
            [
                "DELETE /v1/customizations/x", "DELETE /there", "POST /v1/customizations",
                "POST /v1/customizations/x/reset",
            ],
            service.Requests.Select(r => r.Line));
        Assert.Contains("not followed of such a request", post.Message, StringComparison.Ordinal);
        Assert.Equal(302, (int)empty.Status);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{port}/v1/models?token=abc")]
    [InlineData("http://localhost:{own}/v1/models")]
    [InlineData("https://127.0.0.1:{own}/v1/models")]
    [InlineData("//127.0.0.1:{port}/v1/models")]
    public async Task Another_server_gets_nothing_at_all(string location)
    {
        await using KestrelService other = await KestrelService.StartAsync(Models);
        foreach (int status in new[] { 301, 302, 303, 307, 308 })
        {
            await using KestrelService service = await StartAsync(status, location, other.Uri.Port);
            using SpeechToTextClient client = Clients.Once(service.Uri);

            SttApiException list = await Assert.ThrowsAsync<SttApiException>(() => client.Models.ListAsync(default));
            SttApiException upload = await Assert.ThrowsAsync<SttApiException>(() => client.Recognition.RecognizeAsync(
                new BytesBody(new byte[100]), "audio/wav", new(), default));

            Assert.Equal((status, status), ((int)list.Status, (int)upload.Status));
            Assert.Contains("credentials and data stay with", list.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("abc", list.Message, StringComparison.Ordinal);
            Assert.Equal(2, service.Requests.Count);
        }

        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_websocket_stays_with_its_server()
    {
        await using KestrelService other = await KestrelService.StartAsync(Models);
        await using KestrelService service =
            await StartAsync(307, "http://127.0.0.1:{port}/v1/recognize", other.Uri.Port);
        using SpeechToTextClient client = Clients.Once(service.Uri);

        SttApiException e = await Assert.ThrowsAsync<SttApiException>(() => Streams.AllAsync(
            client.Streaming.Recognize(new BytesBody(Streams.Wave(0.5)), "audio/wav", new())));

        Assert.Equal(307, (int)e.Status);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_circle_ends()
    {
        await using KestrelService service = await KestrelService.StartAsync(http =>
        {
            http.Response.Redirect("/v1/models");
            return Task.CompletedTask;
        });
        using SpeechToTextClient client = Clients.Once(service.Uri);

        SttApiException e = await Assert.ThrowsAsync<SttApiException>(() => client.Models.ListAsync(default));

        Assert.Contains("after so many", e.Message, StringComparison.Ordinal);
        Assert.Equal(6, service.Requests.Count);
    }

    /// <summary>Redirects all requests but those to /there.</summary>
    private static Task<KestrelService> StartAsync(int status, string location, int port = 0)
        => KestrelService.StartAsync(async http =>
    {
        await KestrelService.ReadBodyAsync(http);
        if (http.Request.Path == "/there")
        {
            await KestrelService.Json(http, http.Request.Method == "GET" ? Models : "{}");
            return;
        }

        http.Response.StatusCode = status;
        http.Response.Headers.Location = location.Replace("{port}", $"{port}", StringComparison.Ordinal)
            .Replace("{own}", $"{http.Connection.LocalPort}", StringComparison.Ordinal);
    });
}
