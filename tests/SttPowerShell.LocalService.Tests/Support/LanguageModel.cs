using System.Text;
using System.Text.Json.Nodes;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>A custom language model, used over HTTP.</summary>
internal sealed class LanguageModel(HttpClient client, string id)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public string Id => id;

    public string Path => $"/v1/customizations/{id}";

    /// <summary>The answer to whatever a busy model doesn't take.</summary>
    public string LockedText => $"Customization '{id}' is currently locked to process your last request.";

    public static async Task<LanguageModel> CreateAsync(HttpClient client, string baseModel = "en-US_BroadbandModel")
        => new(client, await client.CreateModelAsync("/v1/customizations", baseModel));

    public Task<Exchange> SendAsync(string method, string rest = "", HttpContent? content = null)
        => client.SendAsync(method, Path + rest, content);

    public Task<Exchange> AddCorpusAsync(string name, string text, string query = "")
        => SendAsync("POST", $"/corpora/{name}{query}", new StringContent(text, Encoding.UTF8, "text/plain"));

    public Task<Exchange> AddGrammarAsync(string name, string text, string query = "", string type = "application/srgs")
        => SendAsync("POST", $"/grammars/{name}{query}", new StringContent(text, Encoding.UTF8, type));

    public Task<Exchange> AddWordsAsync(string words)
        => SendAsync(
            "POST", "/words", new StringContent($$"""{"words":{{words}}}""", Encoding.UTF8, "application/json"));

    /// <summary>Adds a corpus, waits for its analysis, and gives it.</summary>
    public async Task<JsonNode> AddAnalysedCorpusAsync(string name, string text)
    {
        Exchange added = await AddCorpusAsync(name, text);
        Assert.Equal((201, "{}"), (added.Status, added.Body));
        await SettleAsync();
        return await GetAsync($"/corpora/{name}");
    }

    public async Task<JsonNode> GetAsync(string rest = "")
    {
        Exchange answer = await SendAsync("GET", rest);
        Assert.True(answer.Status == 200, answer.Body);
        return JsonNode.Parse(answer.Body)!;
    }

    public async Task<string> StatusAsync() => (string)(await GetAsync())["status"]!;

    /// <summary>Waits until nothing goes on in the model, and gives it.</summary>
    public async Task<JsonNode> SettleAsync()
    {
        using CancellationTokenSource limit = new(Limit);
        while (true)
        {
            if (!await IsBusyAsync()) return await GetAsync();
            await Task.Delay(10, limit.Token);
        }
    }

    private async Task<bool> IsBusyAsync()
    {
        if (await StatusAsync() is "training" or "upgrading") return true;
        JsonArray corpora = (await GetAsync("/corpora"))["corpora"]!.AsArray();
        JsonArray grammars = (await GetAsync("/grammars"))["grammars"]!.AsArray();
        return corpora.Concat(grammars).Any(source => (string?)source!["status"] == "being_processed");
    }
}
