using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using SttPowerShell.LocalService.Recognition.Jobs;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class CallbacksEndpointsTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private InProcessService _service = null!;
    private CallbackServer _server = null!;

    public async Task InitializeAsync()
    {
        _service = await InProcessService.StartAsync(_clock);
        _server = await CallbackServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_address_that_echoes_the_challenge_is_registered_and_then_stays_as_it_is()
    {
        Exchange created = await RegisterAsync("&user_secret=first+secret");
        Assert.Equal((201, $$"""{"status":"created","url":"{{_server.Url}}"}"""), (created.Status, created.Body));
        CallbackRequest challenge = _server.Requests.Single();
        Assert.Equal(("GET", "text/plain"), (challenge.Method, challenge.Accept));
        Assert.Equal($"/cb?of=test&challenge_string={challenge.Challenge}", challenge.Path);
        Assert.Equal(
            Convert.ToBase64String(HMACSHA256.HashData("first secret"u8, Encoding.UTF8.GetBytes(challenge.Challenge))),
            challenge.Signature);

        Exchange again = await RegisterAsync("&user_secret=second");
        Assert.Equal((200, $$"""{"status":"already created","url":"{{_server.Url}}"}"""), (again.Status, again.Body));
        Assert.Single(_server.Requests);
        Assert.Equal("first secret", await _service.ScalarAsync("SELECT user_secret FROM callback"));
    }

    [Fact]
    public async Task Without_a_secret_nothing_is_signed_and_SHA_1_is_there_for_receivers_that_need_it()
    {
        await RegisterAsync("");
        Assert.Null(_server.Requests.Single().Signature);
        await using InProcessService old = await InProcessService.StartAsync(
            callbacks: new CallbackOptions { Signature = SignatureAlgorithm.Sha1 });
        await _server.RegisterAsync(old.Client, "s");
        CallbackRequest challenge = _server.Requests[1];
        Assert.Equal(
            Convert.ToBase64String(CryptographicOperations.HmacData(
                HashAlgorithmName.SHA1, "s"u8, Encoding.UTF8.GetBytes(challenge.Challenge))),
            challenge.Signature);
    }

    [Theory]
    [InlineData(406, "text/plain", "", "responded with status code 406")]
    [InlineData(201, "text/plain", "", "responded with status code 201")]
    [InlineData(302, "text/plain", "", "responded with status code 302")]
    [InlineData(200, "text/html", "", "responded with content type 'text/html' instead of 'text/plain'")]
    [InlineData(200, "text/plain", "\n", "did not respond with the challenge string")]
    public async Task A_wrong_answer_to_the_challenge_registers_nothing(
        int status, string type, string after, string failure)
    {
        _server.Answer = (http, request) =>
        {
            http.Response.Headers.Location = _server.Url.Replace("cb", "elsewhere", StringComparison.Ordinal);
            return CallbackServer.WriteAsync(http, status, type, request.Challenge + after);
        };
        (await RegisterAsync("")).AssertError(400, "Bad Request",
            $"unable to register callback url '{_server.Url}', callback server {failure}");
        Assert.Single(_server.Requests);
        Assert.Equal("0", await _service.ScalarAsync("SELECT COUNT(*) FROM callback"));
    }

    [Fact]
    public async Task An_answer_later_than_5_seconds_counts_as_none()
    {
        TaskCompletionSource asked = new();
        _server.Answer = async (http, _) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        Task<Exchange> registered = RegisterAsync("");
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        _clock.Advance(CallbackClient.ChallengeLimit - TimeSpan.FromMilliseconds(1));
        await Task.Delay(100);
        Assert.False(registered.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        (await registered.WaitAsync(TimeSpan.FromSeconds(30))).AssertError(400, "Bad Request",
            $"unable to register callback url '{_server.Url}', callback server did not respond within 5 seconds");
    }

    [Fact]
    public async Task Nobody_at_the_address_is_told()
    {
        await _server.DisposeAsync();
        Exchange refused = await RegisterAsync("");
        Assert.Equal(400, refused.Status);
        Assert.Contains("callback server could not be reached: ", refused.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("cb")]
    [InlineData("ftp://h/cb")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:password@h/cb")]
    [InlineData("http://h/cb#part")]
    public async Task What_is_no_address_is_refused(string url)
    {
        Exchange refused = await _service.Client.SendAsync(
            "POST", $"/v1/register_callback?callback_url={WebUtility.UrlEncode(url)}");
        refused.AssertError(400, "Bad Request", url.Length == 0
            ? "Required parameter 'callback_url' is missing"
            : $"Invalid value '{url}' for parameter 'callback_url': an absolute http or https URL without user and "
                + "fragment is expected");
    }

    [Fact]
    public async Task At_most_20_addresses_are_registered_in_an_hour_whether_they_stay_or_not()
    {
        for (int i = 0; i < Callbacks.MostRegistrations; i++)
        {
            Assert.Equal(201, (await RegisterAsync($"%26n={i}")).Status);
            Assert.Equal(200, (await UnregisterAsync($"%26n={i}")).Status);
        }
        (await RegisterAsync("%26n=more")).AssertError(400, "Bad Request",
            $"unable to register callback url '{_server.Url}&n=more', at most 20 callback urls can be registered in an "
                + "hour. Try again later");
        _clock.Advance(Callbacks.CountedTime + TimeSpan.FromSeconds(1));
        Assert.Equal(201, (await RegisterAsync("%26n=more")).Status);
    }

    [Fact]
    public async Task An_address_is_unregistered_once()
    {
        await RegisterAsync("");
        Exchange removed = await UnregisterAsync("");
        Assert.Equal((200, "{}"), (removed.Status, removed.Body));
        (await UnregisterAsync("")).AssertError(404, "Not Found",
            $"unable to unregister callback url '{_server.Url}', it is not registered");
        Assert.Equal(400, (await _service.Client.PostJobAsync($"?{_server.Query}")).Status);
    }

    private Task<Exchange> RegisterAsync(string rest)
        => _service.Client.SendAsync("POST", $"/v1/register_callback?{_server.Query}{rest}");

    private Task<Exchange> UnregisterAsync(string rest)
        => _service.Client.SendAsync("POST", $"/v1/unregister_callback?{_server.Query}{rest}");
}
