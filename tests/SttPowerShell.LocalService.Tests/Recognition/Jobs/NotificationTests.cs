using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Recognition.Jobs;

public sealed class NotificationTests : IAsyncLifetime
{
    private const string Results = """[{"result_index":0,"results":[],"warnings":["Größe"]}]""";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private InProcessService _service = null!;
    private CallbackServer _server = null!;

    private HttpClient Client => _service.Client;

    public async Task InitializeAsync()
    {
        _service = await InProcessService.StartAsync(_clock);
        _service.Recognizer.Next = (_, _, _, _) => Task.FromResult(new SpeechRecognitionResults
        {
            ResultIndex = 0, Results = [], Warnings = ["Größe"],
        });
        _server = await CallbackServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_callback_is_told_of_a_jobs_start_and_end_and_can_check_who_tells()
    {
        await _server.RegisterAsync(Client, "secret");
        string id = await Client.CreateJobAsync($"?{_server.Query}&user_token=job-7");
        await WaitForNotificationsAsync(2);
        Assert.Equal(
            [
                $$"""{"id":"{{id}}","event":"recognitions.completed","user_token":"job-7"}""",
                $$"""{"id":"{{id}}","event":"recognitions.started","user_token":"job-7"}""",
            ],
            _server.Notifications.Select(notification => notification.Body).Order());
        Assert.All(_server.Notifications, notification =>
        {
            Assert.Equal(("application/json", "/cb?of=test"), (notification.Type, notification.Path));
            Assert.Equal(
                Convert.ToBase64String(HMACSHA256.HashData("secret"u8, Encoding.UTF8.GetBytes(notification.Body))),
                notification.Signature);
        });
        JsonNode listed = JsonNode.Parse((await Client.SendAsync("GET", "/v1/recognitions")).Body)!;
        Assert.Equal("job-7", (string?)listed["recognitions"]![0]!["user_token"]);
    }

    [Fact]
    public async Task Only_the_events_that_were_asked_for_are_told_and_results_come_with_theirs()
    {
        await _server.RegisterAsync(Client);
        string id = await Client.CreateJobAsync(
            $"?{_server.Query}&events=recognitions.completed_with_results,recognitions.failed");
        await WaitForNotificationsAsync(1);
        await SettleAsync();
        CallbackRequest told = Assert.Single(_server.Notifications);
        Assert.Equal(
            $$"""{"id":"{{id}}","event":"recognitions.completed_with_results","user_token":"","results":{{Results}}}""",
            told.Body);
        Assert.Null(told.Signature);
    }

    [Fact]
    public async Task A_failure_is_told_without_its_details()
    {
        _service.Recognizer.Next = (_, _, _, _) => throw new AudioRejectedException(400, "Not this.");
        await _server.RegisterAsync(Client);
        string id = await Client.CreateJobAsync($"?{_server.Query}&events=recognitions.failed,recognitions.completed");
        await WaitForNotificationsAsync(1);
        await SettleAsync();
        Assert.Equal($$"""{"id":"{{id}}","event":"recognitions.failed","user_token":""}""",
            Assert.Single(_server.Notifications).Body);
    }

    [Fact]
    public async Task A_notification_is_sent_again_until_it_is_taken_and_never_where_a_redirect_leads()
    {
        await _server.RegisterAsync(Client);
        int asked = 0;
        _server.Answer = (http, _) =>
        {
            http.Response.Headers.Location = "/elsewhere";
            http.Response.StatusCode = Interlocked.Increment(ref asked) switch { 1 => 500, 2 => 307, _ => 204 };
            return Task.CompletedTask;
        };
        await Client.CreateJobAsync($"?{_server.Query}&events=recognitions.completed");
        await WaitForNotificationsAsync(3);
        await SettleAsync();
        Assert.Equal(3, _server.Notifications.Count);
        Assert.Single(_server.Notifications.Select(notification => notification.Body).Distinct());
        Assert.All(_server.Notifications, notification => Assert.Equal("/cb?of=test", notification.Path));
        Assert.Equal("done 3", await _service.ScalarAsync(
            "SELECT state || ' ' || attempts FROM operation WHERE kind = 'recognition-notification'"));
    }

    [Fact]
    public async Task A_notification_that_is_never_taken_is_given_up_after_twelve_attempts()
    {
        await _server.RegisterAsync(Client);
        _server.Answer = (http, _) => CallbackServer.WriteAsync(http, 503, "text/plain", "");
        string id = await Client.CreateJobAsync($"?{_server.Query}&events=recognitions.completed");
        await SettleAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(12, _server.Notifications.Count);
        Assert.Equal(
            $"Processing failed twelve times: '{_server.Url}': callback server responded with status code 503.",
            await _service.ScalarAsync("SELECT reason FROM operation WHERE kind = 'recognition-notification'"));
        Assert.Equal(Results, (await Client.GetJobAsync(id))["results"]!.ToJsonString(WireJson.Plain.Options));
    }

    [Fact]
    public async Task Nothing_is_sent_to_an_address_that_is_not_registered_any_more()
    {
        TaskCompletionSource release = new();
        ScriptedRecognizer.Script usual = _service.Recognizer.Next;
        _service.Recognizer.Next = async (audio, type, request, cancel) =>
        {
            await release.Task.WaitAsync(cancel);
            return await usual(audio, type, request, cancel);
        };
        await _server.RegisterAsync(Client);
        string id = await Client.CreateJobAsync($"?{_server.Query}&events=recognitions.completed");
        await Client.WaitForJobAsync(id, "processing", Advance);
        Assert.Equal(200, (await Client.SendAsync("POST", $"/v1/unregister_callback?{_server.Query}")).Status);
        release.SetResult();
        await Client.WaitForJobAsync(id, "completed", Advance);
        await SettleAsync();
        Assert.Empty(_server.Notifications);
        Assert.Equal($"failed {_server.Url} is not registered any more.", await _service.ScalarAsync(
            "SELECT state || ' ' || reason FROM operation WHERE kind = 'recognition-notification'"));
    }

    [Fact]
    public async Task Of_a_job_that_is_gone_nothing_is_told_any_more()
    {
        await _server.RegisterAsync(Client);
        _server.Answer = (http, _) => CallbackServer.WriteAsync(http, 503, "text/plain", "");
        string id = await Client.CreateJobAsync($"?{_server.Query}&events=recognitions.completed");
        await WaitForNotificationsAsync(1);
        Assert.Equal(204, (await Client.SendAsync("DELETE", $"/v1/recognitions/{id}")).Status);
        int before = _server.Notifications.Count;
        await SettleAsync();
        Assert.InRange(_server.Notifications.Count, before, before + 1);
        Assert.Equal("done", await _service.ScalarAsync(
            "SELECT state FROM operation WHERE kind = 'recognition-notification'"));
    }

    private void Advance() => _clock.Advance(TimeSpan.FromMilliseconds(100));

    private Task WaitForNotificationsAsync(int count) => _server.WaitForAsync(count, Advance);

    /// <summary>Lets time pass until nothing is left to do.</summary>
    private async Task SettleAsync(TimeSpan? step = null)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (await _service.ScalarAsync(
            "SELECT COUNT(*) FROM operation WHERE state IN ('queued', 'running')") != "0")
        {
            // Never while one is being sent, which has its own limit.
            if (await _service.ScalarAsync("SELECT COUNT(*) FROM operation WHERE state = 'running'") == "0")
            {
                _clock.Advance(step ?? TimeSpan.FromSeconds(1));
            }
            await Task.Delay(10, limit.Token);
        }
    }
}
