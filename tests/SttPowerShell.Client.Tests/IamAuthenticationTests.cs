using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Tests;

public sealed class IamAuthenticationTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ConcurrentQueue<Dictionary<string, string>> _exchanges = new();

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/identity/token")]
    [InlineData("/identity/token/")]
    public async Task The_exchange_is_the_contracts_whichever_way_the_url_is_written(string path)
    {
        await using KestrelService iam = await StartIamAsync();
        await using KestrelService service = await KestrelService.StartAsync("""{"models":[]}""");
        using SpeechToTextClient client =
            Client(service, new IamSettings { Server = new Uri(iam.Uri, path), Scope = "s" });

        await client.Models.ListAsync(default);

        (string line, IHeaderDictionary headers) = iam.Requests.Single();
        Assert.Equal("POST /identity/token", line);
        Assert.Equal("application/x-www-form-urlencoded", headers.ContentType);
        Assert.Equal("application/json", headers.Accept);
        Assert.Equal("", headers.Authorization.ToString());
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["grant_type"] = "urn:ibm:params:oauth:grant-type:apikey",
                ["apikey"] = Clients.Key,
                ["response_type"] = "cloud_iam",
                ["scope"] = "s",
            },
            _exchanges.Single());
        Assert.Equal("Bearer token-1", service.Requests.Single().Headers.Authorization);
    }

    [Fact]
    public async Task Client_id_and_secret_go_as_basic_and_only_together()
    {
        await using KestrelService iam = await StartIamAsync();
        await using KestrelService service = await KestrelService.StartAsync("""{"models":[]}""");
        IamSettings settings = new() { Server = iam.Uri, ClientId = "bx", ClientSecret = () => "very-secret" };
        using SpeechToTextClient client = Client(service, settings);

        await client.Models.ListAsync(default);

        Assert.Equal("Basic Yng6dmVyeS1zZWNyZXQ=", iam.Requests.Single().Headers.Authorization);
        Assert.Throws<ArgumentException>(() => new IamAuthentication("key", settings with { ClientSecret = null }));
        Assert.Throws<ArgumentException>(() => new IamAuthentication("key", settings with { ClientId = null }));
    }

    [Fact]
    public async Task Many_calls_share_one_token()
    {
        await using KestrelService iam = await StartIamAsync();
        await using KestrelService service = await KestrelService.StartAsync("""{"models":[]}""");
        using SpeechToTextClient client = Client(service, new IamSettings { Server = iam.Uri });

        await Task.WhenAll(Enumerable.Range(0, 51).Select(_ => client.Models.ListAsync(default)));

        Assert.Single(iam.Requests);
        Assert.Equal(51, service.Requests.Count);
    }

    [Fact]
    public async Task A_bad_key_is_the_token_services_refusal()
    {
        await using KestrelService iam = await KestrelService.StartAsync(
            $$"""{"errorCode":"BXNIM0415E","errorMessage":"Provided API key {{Clients.Key}} could not be found.","context":{} }""", 400);
        await using KestrelService service = await KestrelService.StartAsync("{}");
        using SpeechToTextClient client = Client(service, new IamSettings { Server = iam.Uri });

        SttApiException e = await Assert.ThrowsAsync<SttApiException>(() => client.Models.ListAsync(default));

        Assert.Equal(
            ("getToken", 400, "Provided API key *** could not be found."), (
                e.Operation, (int)e.Status, e.ServiceMessage));
        Assert.Empty(service.Requests);
        Assert.Single(iam.Requests);
    }

    [Fact]
    public async Task A_token_service_that_fails_is_retried_once_over_and_not_by_the_call_as_well()
    {
        await using KestrelService iam = await KestrelService.StartAsync("{}", 503);
        await using KestrelService service = await KestrelService.StartAsync("{}");
        IamSettings settings = new() { Server = iam.Uri, Clock = _clock, OverallTimeout = Timeout.InfiniteTimeSpan };
        using SpeechToTextClient client =
            Clients.Retrying(service.Uri, _clock, new IamAuthentication(Clients.Key, settings));

        Exception? e = await _clock.RunAsync(client.Models.ListAsync(default));

        Assert.Equal("getToken", Assert.IsType<SttApiException>(e).Operation);
        Assert.Equal(5, iam.Requests.Count);
    }

    [Theory]
    [InlineData("""{"token_type":"Bearer","expires_in":3600}""")]
    [InlineData("""{"access_token":"x"}""")]
    [InlineData("<html>captive portal</html>")]
    public async Task An_answer_without_a_usable_token_is_an_error(string answer)
    {
        await using KestrelService iam = await KestrelService.StartAsync(answer);
        await using KestrelService service = await KestrelService.StartAsync("{}");
        using SpeechToTextClient client = Client(service, new IamSettings { Server = iam.Uri });

        SttTransportException e =
            await Assert.ThrowsAsync<SttTransportException>(() => client.Models.ListAsync(default));

        Assert.Equal((TransportFailure.InvalidAnswer, "getToken"), (e.Failure, e.Operation));
    }

    [Fact]
    public async Task A_refused_token_is_replaced_once_and_the_request_sent_again()
    {
        await using KestrelService iam = await StartIamAsync();
        await using KestrelService service = await StartRefusingAsync("token-1", "Unauthorized");
        using SpeechToTextClient client = Client(service, new IamSettings { Server = iam.Uri });

        // Creating too: a request that was refused did nothing.
        Assert.Equal("x", await client.LanguageModels.CreateAsync(new NewCustomModel { Name = "n" }, default));

        Assert.Equal(
            ["Bearer token-1", "Bearer token-2"], service.Requests.Select(
                request => request.Headers.Authorization.ToString()));
    }

    [Fact]
    public async Task A_service_that_refuses_every_token_is_asked_twice_and_not_for_ever()
    {
        await using KestrelService iam = await StartIamAsync();
        await using KestrelService service = await StartRefusingAsync("token", "Unauthorized");
        using SpeechToTextClient client = Client(service, new IamSettings { Server = iam.Uri });

        for (int i = 0; i < 10; i++) await Assert.ThrowsAsync<SttApiException>(() => client.Models.ListAsync(default));

        Assert.Equal(2, iam.Requests.Count);
        Assert.Equal(11, service.Requests.Count);
    }

    [Fact]
    public async Task A_401_that_names_a_customization_is_not_about_the_token()
    {
        await using KestrelService iam = await StartIamAsync();
        await using KestrelService service =
            await StartRefusingAsync("token-1", "Invalid customization_id 'x' for user");
        using SpeechToTextClient client = Client(service, new IamSettings { Server = iam.Uri });

        SttApiException e =
            await Assert.ThrowsAsync<SttApiException>(() => client.LanguageModels.GetAsync("x", default));

        Assert.Equal((401, "x"), ((int)e.Status, e.Resource));
        Assert.Single(iam.Requests);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_stream_is_not_sent_again_for_a_new_token()
    {
        await using KestrelService iam = await StartIamAsync();
        await using KestrelService service = await StartRefusingAsync("token-1", "Unauthorized");
        using SpeechToTextClient client = Client(service, new IamSettings { Server = iam.Uri });

        await Assert.ThrowsAsync<SttApiException>(
            () => client.Recognition.RecognizeAsync(
                new OneShotBody(new MemoryStream(new byte[10])), null, new(), default));

        Assert.Single(service.Requests);
    }

    private static SpeechToTextClient Client(KestrelService service, IamSettings settings)
        => Clients.Once(
            service.Uri, options => options with { Authenticator = new IamAuthentication(Clients.Key, settings) });

    private Task<KestrelService> StartIamAsync() => KestrelService.StartAsync(async context =>
    {
        IFormCollection form = await context.Request.ReadFormAsync();
        _exchanges.Enqueue(form.ToDictionary(field => field.Key, field => field.Value.ToString()));
        await KestrelService.Json(context, $$"""
            {"access_token":"token-{{_exchanges.Count}}","refresh_token":"not_supported","token_type":"Bearer","expires_in":3600,
            "expiration":1790003600,"scope":"ibm openid"}
            """);
    });

    private static Task<KestrelService> StartRefusingAsync(string token, string words)
        => KestrelService.StartAsync(async context =>
    {
        await KestrelService.ReadBodyAsync(context);
        bool refused = context.Request.Headers.Authorization.ToString().Contains(token, StringComparison.Ordinal);
        await KestrelService.Json(
            context, refused ? $$"""{"code":401,"error":"{{words}}"}""" : """{"customization_id":"x"}""", refused ? 401 : 200);
    });
}
