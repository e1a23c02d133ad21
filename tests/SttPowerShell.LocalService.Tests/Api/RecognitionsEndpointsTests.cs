using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Customization.Language.Training;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Recognition.Jobs;
using SttPowerShell.LocalService.Storage;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed partial class RecognitionsEndpointsTests : IAsyncLifetime
{
    private const string Results = """{"result_index":0,"results":[],"warnings":["Its own."]}""";

    private readonly TaskCompletionSource _release = new();
    private InProcessService _service = null!;
    private HttpClient Client => _service.Client;

    public async Task InitializeAsync()
    {
        _service = await InProcessService.StartAsync();
        _service.Recognizer.Next = (_, _, _, _) => Task.FromResult(new SpeechRecognitionResults
        {
            ResultIndex = 0, Results = [], Warnings = ["Its own."],
        });
    }

    public async Task DisposeAsync()
    {
        _release.TrySetResult();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_job_runs_by_itself_and_its_results_can_be_had_again_and_again_until_it_is_deleted()
    {
        (string? Type, string? Model, RecognitionParameters? Parameters, byte[]? Audio) seen = default;
        ScriptedRecognizer.Script usual = _service.Recognizer.Next;
        _service.Recognizer.Next = async (audio, type, request, cancel) =>
        {
            MemoryStream copy = new();
            await audio.CopyToAsync(copy, cancel);
            seen = (type, request.Model.Name, request.Parameters, copy.ToArray());
            return await usual(audio, type, request, cancel);
        };
        byte[] audio = new byte[300_000];
        new Random(1).NextBytes(audio);
        Exchange created = await Client.PostJobAsync("?model=en-US_Telephony&timestamps=True", audio);
        Assert.Equal(201, created.Status);
        Match form = Created().Match(created.Body);
        Assert.True(form.Success, created.Body);
        string id = form.Groups[1].Value;
        Assert.Equal($"{Client.BaseAddress}v1/recognitions/{id}", form.Groups[2].Value);

        await Client.WaitForJobAsync(id, "completed");
        for (int i = 0; i < 2; i++)
        {
            Exchange got = await Client.SendAsync("GET", $"/v1/recognitions/{id}");
            Assert.Matches($$"""^{"id":"{{id}}","status":"completed","created":"[^"]+Z","updated":"[^"]+Z","results":\[{{Regex.Escape(Results)}}\]}$""", got.Body);
        }
        Assert.Equal(("audio/l16; rate=16000", "en-US_Telephony"), (seen.Type, seen.Model));
        Assert.Equal(new RecognitionParameters { Model = "en-US_Telephony", Timestamps = true }, seen.Parameters);
        Assert.Equal(audio, seen.Audio);
        Assert.Matches($$"""^{"recognitions":\[{"id":"{{id}}","status":"completed","created":"[^"]+Z","updated":"[^"]+Z"}\]}$""",
            (await Client.SendAsync("GET", "/v1/recognitions")).Body);

        Exchange deleted = await Client.SendAsync("DELETE", $"/v1/recognitions/{id}");
        Assert.Equal((204, ""), (deleted.Status, deleted.Body));
        await AssertUnknownAsync("GET", id);
        await AssertUnknownAsync("DELETE", id);
        Assert.Equal("""{"recognitions":[]}""", (await Client.SendAsync("GET", "/v1/recognitions")).Body);
        await WaitForNoBlobsAsync();
    }

    [Theory]
    [InlineData("no-guid")]
    [InlineData("9f1e22aa-6c0d-4b57-8a31-7de0c5b41f02")]
    public Task An_unknown_job_is_not_found(string id) => AssertUnknownAsync("GET", id);

    [Fact]
    public async Task What_means_nothing_without_a_callback_or_is_unknown_is_warned_of()
    {
        Exchange created = await Client.PostJobAsync("?user_token=job-7&events=recognitions.started&foo=1");
        Assert.Equal(
            [
                "Unknown arguments: foo.",
                "unexpected query parameter 'events', query parameter 'callback_url' was not specified",
                "unexpected query parameter 'user_token', query parameter 'callback_url' was not specified",
            ],
            JsonNode.Parse(created.Body)!["warnings"]!.AsArray().Select(warning => (string)warning!));
    }

    [Theory]
    [InlineData("results_ttl=0", "Invalid value '0' for parameter 'results_ttl': a whole number of minutes, 1 or more, is expected")]
    [InlineData("results_ttl=x", "Invalid value 'x' for parameter 'results_ttl': a whole number of minutes, 1 or more, is expected")]
    [InlineData("results_ttl=99999999999",
        "Invalid value '99999999999' for parameter 'results_ttl': a whole number of minutes, 1 or more, is expected")]
    [InlineData("callback_url=http://h/cb&events=recognitions.begun",
        "Invalid value 'recognitions.begun' for parameter 'events': recognitions.started, recognitions.completed, "
        + "recognitions.completed_with_results, recognitions.failed are expected")]
    [InlineData("callback_url=http://h/cb&events=recognitions.completed,recognitions.completed_with_results",
        "Invalid value 'recognitions.completed,recognitions.completed_with_results' for parameter 'events': "
        + "recognitions.completed and recognitions.completed_with_results exclude each other")]
    [InlineData("callback_url=http://h/cb",
        "callback url 'http://h/cb' is not registered. Register it first with POST /v1/register_callback.")]
    [InlineData("timestamps=2", "Invalid value '2' for parameter 'timestamps': true or false is expected")]
    [InlineData("model=en-US_Multimedia&keywords=a", "keywords is not a supported feature for model en-US_Multimedia")]
    public async Task A_job_that_could_not_run_is_refused_and_leaves_nothing(string query, string error)
    {
        (await Client.PostJobAsync($"?{query}")).AssertError(400, "Bad Request", error);
        Assert.Equal("""{"recognitions":[]}""", (await Client.SendAsync("GET", "/v1/recognitions")).Body);
        Assert.Empty(Blobs());
    }

    [Fact]
    public async Task A_job_is_never_begun_that_was_deleted_and_stays_while_it_is_processed()
    {
        int begun = 0;
        HoldRecogniser(() => Interlocked.Increment(ref begun));
        List<string> running = [];
        for (int i = 0; i < Environment.ProcessorCount; i++) running.Add(await Client.CreateJobAsync());
        foreach (string id in running) await Client.WaitForJobAsync(id, "processing");
        string waiting = await Client.CreateJobAsync();
        (await Client.SendAsync("DELETE", $"/v1/recognitions/{running[0]}")).AssertError(400, "Bad Request",
            $"Job '{running[0]}' is being processed. It can be deleted when it has completed or failed.");
        Assert.Equal("waiting", (string?)(await Client.GetJobAsync(waiting))["status"]);
        Assert.Equal(204, (await Client.SendAsync("DELETE", $"/v1/recognitions/{waiting}")).Status);
        _release.SetResult();
        foreach (string id in running) await Client.WaitForJobAsync(id, "completed");
        await WaitForOperationsAsync();
        Assert.Equal(running.Count, begun);
        Assert.Equal(204, (await Client.SendAsync("DELETE", $"/v1/recognitions/{running[0]}")).Status);
    }

    [Fact]
    public async Task A_job_that_fails_says_what_a_synchronous_request_would_be_answered()
    {
        _service.Recognizer.Next = (_, _, _, _) => throw new AudioRejectedException(415, "Not this type.");
        JsonNode failed = await Client.WaitForJobAsync(await Client.CreateJobAsync(), "failed");
        Assert.Equal("""[{"code":415,"error":"Not this type."}]""", failed["details"]!.ToJsonString());
        Assert.Null(failed["results"]);
        await WaitForNoBlobsAsync();
    }

    [Fact]
    public async Task A_job_whose_model_was_deleted_before_it_began_fails()
    {
        string model = await Client.CreateModelAsync();
        await _service.TrainAsync(CustomModelType.Language, model, folder => TrainedLanguageModel.WriteAsync(
            folder, new TranscriptWords(new Dictionary<string, string>(), new Dictionary<string, string>()),
            new Dictionary<string, string>(), CancellationToken.None));
        HoldRecogniser(() => { });
        List<string> running = [];
        for (int i = 0; i < Environment.ProcessorCount; i++) running.Add(await Client.CreateJobAsync());
        foreach (string id in running) await Client.WaitForJobAsync(id, "processing");
        string job = await Client.CreateJobAsync($"?language_customization_id={model}");
        Assert.Equal(200, (await Client.SendAsync("DELETE", $"/v1/customizations/{model}")).Status);
        _release.SetResult();
        JsonNode failed = await Client.WaitForJobAsync(job, "failed");
        Assert.Equal($$"""[{"code":401,"error":"Invalid customization_id '{{model}}' for user"}]""",
            failed["details"]!.ToJsonString(WireJson.Plain.Options));
    }

    [Fact]
    public async Task The_list_has_the_latest_100_jobs()
    {
        List<string> ids = [];
        for (int i = 0; i <= RecognitionJobs.MostListed; i++) ids.Add(await Client.CreateJobAsync());
        Exchange list = await Client.SendAsync("GET", "/v1/recognitions");
        ids.Reverse();
        Assert.Equal(ids[..RecognitionJobs.MostListed],
            JsonNode.Parse(list.Body)!["recognitions"]!.AsArray().Select(job => (string)job!["id"]!));
    }

    [Fact]
    public async Task An_expired_job_vanishes_at_once_and_its_files_a_little_later()
    {
        FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
        await using InProcessService service = await InProcessService.StartAsync(clock);
        // Were it to expire in a time counted from its creation, it would be gone before it is completed.
        string id = await service.Client.CreateJobAsync("?results_ttl=2");
        await service.Client.WaitForJobAsync(id, "completed", () => clock.Advance(TimeSpan.FromMilliseconds(10)));
        string other = await service.Client.CreateJobAsync();
        await service.Client.WaitForJobAsync(other, "completed", () => clock.Advance(TimeSpan.FromMilliseconds(10)));
        // The sweep's turn has not come: the row is there, and nobody sees it.
        await service.ExecuteAsync($"UPDATE recognition SET expires_at = '{UtcText.Format(clock.GetUtcNow())}' WHERE id = '{id}'");
        Assert.Equal(404, (await service.Client.SendAsync("GET", $"/v1/recognitions/{id}")).Status);
        Assert.Equal(404, (await service.Client.SendAsync("DELETE", $"/v1/recognitions/{id}")).Status);
        Assert.DoesNotContain(id, (await service.Client.SendAsync("GET", "/v1/recognitions")).Body, StringComparison.Ordinal);
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (await service.ScalarAsync("SELECT COUNT(*) FROM recognition") != "1"
            || Directory.GetFiles(Path.Combine(service.Data, "blobs")).Length > 1)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(10, limit.Token);
        }
        Assert.Equal("completed", (string?)(await service.Client.GetJobAsync(other))["status"]);
    }

    [Fact]
    public async Task A_job_lives_for_its_time_from_its_end_on_and_a_week_by_default()
    {
        string hour = await Client.CreateJobAsync("?results_ttl=60");
        string week = await Client.CreateJobAsync();
        foreach ((string id, int minutes) in new[] { (hour, 60), (week, 10080) })
        {
            JsonNode job = await Client.WaitForJobAsync(id, "completed");
            Assert.Equal(
                UtcText.Format(UtcText.Parse((string)job["updated"]!).AddMinutes(minutes)),
                await _service.ScalarAsync($"SELECT expires_at FROM recognition WHERE id = '{id}'"));
        }
    }

    [Fact]
    public async Task Audio_above_1_GB_is_refused_before_it_is_sent()
    {
        const long Limit = 1024L * 1024 * 1024;
        (await Client.SendAsync("POST", "/v1/recognitions", new BrokenContent(Limit + 1), expectContinue: true))
            .AssertError(413, "Payload Too Large", $"Payload exceeds the {Limit} bytes limit.");
    }

    [Fact]
    public async Task Audio_that_breaks_off_makes_no_job_and_leaves_no_file()
    {
        await Assert.ThrowsAnyAsync<HttpRequestException>(
            () => Client.SendAsync("POST", "/v1/recognitions", new BrokenContent(1_000_000)));
        await WaitForNoBlobsAsync();
        Assert.Equal("""{"recognitions":[]}""", (await Client.SendAsync("GET", "/v1/recognitions")).Body);
    }

    private void HoldRecogniser(Action begins)
    {
        ScriptedRecognizer.Script usual = _service.Recognizer.Next;
        _service.Recognizer.Next = async (audio, type, request, cancel) =>
        {
            begins();
            await _release.Task.WaitAsync(cancel);
            return await usual(audio, type, request, cancel);
        };
    }

    private async Task WaitForOperationsAsync()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (await _service.ScalarAsync(
            "SELECT COUNT(*) FROM operation WHERE state IN ('queued', 'running')") != "0")
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private async Task AssertUnknownAsync(string method, string id)
        => (await Client.SendAsync(method, $"/v1/recognitions/{id}")).AssertError(
            404, "Not Found", $"Job '{id}' not found. Jobs vanish when their results_ttl is over.");

    private string[] Blobs()
    {
        string folder = Path.Combine(_service.Data, "blobs");
        return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
    }

    private async Task WaitForNoBlobsAsync()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (Blobs().Length > 0) await Task.Delay(10, limit.Token);
    }

    [GeneratedRegex("""^{"id":"([0-9a-f-]{36})","status":"waiting","created":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","url":"([^"]+)"}$""")]
    private static partial Regex Created();
}
