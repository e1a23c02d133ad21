using System.Text;
using System.Text.Json.Nodes;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class AuthenticationTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private const string ApiKeyGrant = "urn:ibm:params:oauth:grant-type:apikey";

    private string ApiKey => fixture.Service.Endpoint.ApiKey;

    [Fact]
    public async Task An_api_key_is_accepted_as_basic_credentials()
        => await AssertAcceptedAsync(Basic($"apikey:{ApiKey}"));

    [Fact]
    public async Task An_instances_api_key_and_its_user_and_password_are_accepted()
    {
        await AssertAcceptedAsync(Basic($"apikey:{ServiceFixture.OtherKey}"));
        await AssertAcceptedAsync(Basic($"{ServiceFixture.OtherUser}:{ServiceFixture.OtherPassword}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic")]
    [InlineData("Basic !!")]
    [InlineData("Basic YXBpa2V5")]
    [InlineData("Bearer")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.!.!")]
    [InlineData("Digest abc")]
    public async Task Anything_else_is_unauthorized(string? header) => await AssertRefusedAsync(header);

    [Fact]
    public async Task Wrong_secrets_are_unauthorized()
    {
        await AssertRefusedAsync(Basic("apikey:wrong"));
        await AssertRefusedAsync(Basic("apikey:"));
        await AssertRefusedAsync(Basic($"someone:{ApiKey}"));
        await AssertRefusedAsync(Basic($"{ServiceFixture.OtherUser}:{ApiKey}"));
        await AssertRefusedAsync(Basic($"{ServiceFixture.OtherUser}:"));
        await AssertRefusedAsync(Basic(":"));
    }

    [Fact]
    public async Task Unknown_paths_and_methods_tell_nothing_without_credentials()
    {
        using HttpClient anonymous = fixture.Service.CreateAnonymousClient();
        Assert.Equal(401, (await anonymous.SendAsync("GET", "/v1/nothing")).Status);
        Assert.Equal(401, (await anonymous.SendAsync("PUT", "/v1/models")).Status);
        Assert.Equal(401, (await anonymous.SendAsync("POST", "/local/stop")).Status);
    }

    [Fact]
    public async Task A_token_stands_for_the_instance_whose_key_it_was_issued_for()
    {
        string id = await fixture.Client.CreateModelAsync();
        using HttpClient anonymous = fixture.Service.CreateAnonymousClient();
        Exchange own = await GetAsync($"/v1/customizations/{id}", $"Bearer {await IssueAsync(ApiKey)}");
        Exchange foreign = await GetAsync(
            $"/v1/customizations/{id}", $"Bearer {await IssueAsync(ServiceFixture.OtherKey)}");
        Assert.Equal(200, own.Status);
        foreign.AssertError(401, "Unauthorized", $"Invalid customization_id '{id}' for user");
    }

    [Fact]
    public async Task A_token_that_was_changed_is_unauthorized()
    {
        string[] token = (await IssueAsync(ServiceFixture.OtherKey)).Split('.');
        string claims = Encoding.UTF8.GetString(Convert.FromBase64String(Pad(token[1])));
        string owner = JsonNode.Parse((await fixture.Client.SendAsync("GET",
            $"/v1/customizations/{await fixture.Client.CreateModelAsync()}")).Body)!["owner"]!.ToString();
        string forged = Convert.ToBase64String(Encoding.UTF8.GetBytes(
            claims.Replace(ServiceFixture.OtherOwner, owner, StringComparison.Ordinal))).TrimEnd('=');
        await AssertRefusedAsync($"Bearer {token[0]}.{forged}.{token[2]}");
        await AssertRefusedAsync($"Bearer {token[0]}.{token[1]}.");
    }

    [Fact]
    public async Task The_exchange_answers_as_IAM_does()
    {
        Exchange answer = await ExchangeAsync(
            ("grant_type", ApiKeyGrant), ("apikey", ApiKey), ("response_type", "cloud_iam"));
        Assert.Equal(200, answer.Status);
        JsonObject token = JsonNode.Parse(answer.Body)!.AsObject();
        Assert.Equal(
            ["access_token", "refresh_token", "token_type", "expires_in", "expiration", "scope"],
            token.Select(pair => pair.Key));
        Assert.Equal("not_supported", (string?)token["refresh_token"]);
        Assert.Equal("Bearer", (string?)token["token_type"]);
        Assert.Equal(3600, (int?)token["expires_in"]);
        Assert.Equal("ibm openid", (string?)token["scope"]);
        string content = token["access_token"]!.ToString().Split('.')[1];
        JsonNode claims = JsonNode.Parse(Convert.FromBase64String(Pad(content)))!;
        Assert.Equal((long?)token["expiration"], (long?)claims["exp"]);
        Assert.Equal((long?)token["expiration"] - 3600, (long?)claims["iat"]);
    }

    [Fact]
    public async Task A_wrong_key_gets_IAMs_error_with_the_transaction()
    {
        Exchange answer = await ExchangeAsync(("grant_type", ApiKeyGrant), ("apikey", "wrong"));
        Assert.Equal(400, answer.Status);
        string transaction = Assert.Single(answer.Headers.GetValues("X-Global-Transaction-Id"));
        Assert.Equal(
            $$$"""
            {"errorCode":"BXNIM0415E","errorMessage":"Provided API key could not be found.",
            "context":{"requestId":"{{{transaction}}}"}}
            """.ReplaceLineEndings(""),
            answer.Body);
    }

    [Fact]
    public async Task An_incomplete_exchange_says_what_is_wrong()
    {
        Exchange withoutGrant = await ExchangeAsync(("apikey", ApiKey));
        Exchange withoutKey = await ExchangeAsync(("grant_type", ApiKeyGrant));
        Assert.Equal((400, 400), (withoutGrant.Status, withoutKey.Status));
        Assert.Contains("The grant_type must be", withoutGrant.Body, StringComparison.Ordinal);
        Assert.Contains("The apikey is missing", withoutKey.Body, StringComparison.Ordinal);
        using HttpClient anonymous = fixture.Service.CreateAnonymousClient();
        Assert.Equal(415, (await anonymous.PostJsonAsync("/identity/token", "{}")).Status);
        Assert.Equal(415, (await anonymous.SendAsync("POST", "/identity/token")).Status);
    }

    private async Task AssertAcceptedAsync(string header)
        => Assert.Equal(200, (await GetAsync("/v1/models", header)).Status);

    private async Task AssertRefusedAsync(string? header)
    {
        Exchange answer = await GetAsync("/v1/models", header);
        answer.AssertError(401, "Unauthorized", "Unauthorized");
        Assert.Equal("Basic", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }

    private async Task<Exchange> GetAsync(string path, string? header)
    {
        using HttpClient client = fixture.Service.CreateAnonymousClient();
        if (header is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        return await client.SendAsync("GET", path);
    }

    private async Task<string> IssueAsync(string key)
    {
        Exchange answer = await ExchangeAsync(("grant_type", ApiKeyGrant), ("apikey", key));
        return (string)JsonNode.Parse(answer.Body)!["access_token"]!;
    }

    private async Task<Exchange> ExchangeAsync(params (string Name, string Value)[] form)
    {
        using HttpClient anonymous = fixture.Service.CreateAnonymousClient();
        return await anonymous.SendAsync("POST", "/identity/token",
            new FormUrlEncodedContent(form.ToDictionary(field => field.Name, field => field.Value)));
    }

    private static string Basic(string pair) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))}";

    private static string Pad(string base64) => base64.PadRight((base64.Length + 3) / 4 * 4, '=');
}
