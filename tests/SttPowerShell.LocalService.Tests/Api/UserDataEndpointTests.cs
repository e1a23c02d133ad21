using System.Text.Json.Nodes;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class UserDataEndpointTests : IAsyncLifetime
{
    private const string Grammar = "#ABNF 1.0;\nroot $a;\n$a = cat | dog;";

    private InProcessService _service = null!;
    private LanguageModel _model = null!;

    private HttpClient Client => _service.Client;

    public async Task InitializeAsync()
    {
        _service = await InProcessService.StartAsync();
        _model = await LanguageModel.CreateAsync(Client);
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task All_that_a_customers_requests_brought_goes_and_nothing_else()
    {
        await using CallbackServer server = await CallbackServer.StartAsync();
        await TaggedAsync(HttpMethod.Post, $"/v1/register_callback?{server.Query}", "mine");
        foreach (string customer in (string[])["mine", "other"])
        {
            await TaggedAsync(HttpMethod.Post, $"{_model.Path}/corpora/{customer}", customer, $"the cat {customer}x");
            await _model.SettleAsync();
            await TaggedAsync(HttpMethod.Post, $"{_model.Path}/grammars/g-{customer}", customer, Grammar, "application/srgs");
            await _model.SettleAsync();
            await TaggedAsync(HttpMethod.Put, $"{_model.Path}/words/w-{customer}", customer,
                """{"sounds_like":["cat"]}""", "application/json");
            await Client.CreateJobAsync(customer: customer);
        }
        string kept = (string)JsonNode.Parse((await Client.SendAsync("GET", "/v1/recognitions")).Body)!["recognitions"]![0]!["id"]!;
        await Client.WaitForJobAsync(kept, "completed");

        Exchange deleted = await Client.SendAsync("DELETE", "/v1/user_data?customer_id=mine");
        Assert.Equal((200, "{}"), (deleted.Status, deleted.Body));
        Assert.Equal(["other"], await NamesAsync("/corpora", "corpora", "name"));
        Assert.Equal(["g-other"], await NamesAsync("/grammars", "grammars", "name"));
        Assert.Equal(["otherx", "w-other"], await NamesAsync("/words", "words", "word"));
        Assert.Equal("ready", await _model.StatusAsync());
        JsonNode jobs = JsonNode.Parse((await Client.SendAsync("GET", "/v1/recognitions")).Body)!;
        Assert.Equal(kept, (string?)Assert.Single(jobs["recognitions"]!.AsArray())!["id"]);
        Assert.Equal("0", await _service.ScalarAsync("SELECT COUNT(*) FROM callback"));
        foreach (string table in (string[])["corpus", "grammar", "word", "recognition", "callback"])
        {
            Assert.Equal("0", await _service.ScalarAsync($"SELECT COUNT(*) FROM {table} WHERE customer_id = 'mine'"));
        }
        // What rows don't name goes from the disk a moment later: a text, a grammar and results stay.
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (Directory.GetFiles(Path.Combine(_service.Data, "blobs")).Length != 3) await Task.Delay(10, limit.Token);
    }

    [Fact]
    public async Task An_unknown_customer_is_no_error_and_none_is()
    {
        Exchange deleted = await Client.SendAsync("DELETE", "/v1/user_data?customer_id=nobody");
        Assert.Equal((200, "{}"), (deleted.Status, deleted.Body));
        (await Client.SendAsync("DELETE", "/v1/user_data")).AssertError(
            400, "Bad Request", "Required parameter 'customer_id' is missing");
    }

    [Fact]
    public async Task While_a_model_with_such_data_is_busy_nothing_is_deleted()
    {
        await TaggedAsync(HttpMethod.Put, $"{_model.Path}/words/w", "mine", """{"sounds_like":["cat"]}""", "application/json");
        await _service.SetStatusAsync(
            LocalService.Customization.CustomModelType.Language, _model.Id,
            LocalService.Customization.CustomModelStatus.Training);
        await Client.CreateJobAsync(customer: "mine");
        (await Client.SendAsync("DELETE", "/v1/user_data?customer_id=mine"))
            .AssertError(409, "Conflict", _model.LockedText);
        Assert.Equal("1", await _service.ScalarAsync("SELECT COUNT(*) FROM recognition"));
        Assert.Equal(200, (await Client.SendAsync("DELETE", "/v1/user_data?customer_id=other")).Status);
    }

    [Fact]
    public async Task A_job_goes_even_while_it_is_processed_and_leaves_no_results()
    {
        TaskCompletionSource release = new();
        ScriptedRecognizer.Script usual = _service.Recognizer.Next;
        _service.Recognizer.Next = async (audio, type, request, cancel) =>
        {
            await release.Task.WaitAsync(cancel);
            return await usual(audio, type, request, cancel);
        };
        string id = await Client.CreateJobAsync(customer: "mine");
        await Client.WaitForJobAsync(id, "processing");
        Assert.Equal(200, (await Client.SendAsync("DELETE", "/v1/user_data?customer_id=mine")).Status);
        Assert.Equal(404, (await Client.SendAsync("GET", $"/v1/recognitions/{id}")).Status);
        release.SetResult();
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (await _service.ScalarAsync("SELECT state FROM operation") != "done"
            || Directory.GetFiles(Path.Combine(_service.Data, "blobs")).Length > 0)
        {
            await Task.Delay(10, limit.Token);
        }
    }

    [Fact]
    public async Task A_header_that_says_nothing_is_refused_for_jobs_and_callbacks_too()
    {
        foreach (string path in (string[])["/v1/recognitions", "/v1/register_callback?callback_url=http://h/"])
        {
            using HttpRequestMessage request = new(HttpMethod.Post, path);
            request.Headers.Add("X-Watson-Metadata", "customer=1");
            using HttpResponseMessage answer = await Client.SendAsync(request);
            Assert.Equal(400, (int)answer.StatusCode);
        }
    }

    private async Task TaggedAsync(
        HttpMethod method, string path, string customer, string body = "", string type = "text/plain")
    {
        using HttpRequestMessage request = new(method, path) { Content = new StringContent(body, null, type) };
        request.Headers.Add("X-Watson-Metadata", $"customer_id={customer}");
        using HttpResponseMessage answer = await Client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<IEnumerable<string>> NamesAsync(string path, string list, string name)
        => (await _model.GetAsync(path))[list]!.AsArray().Select(one => (string)one![name]!).Order();
}
