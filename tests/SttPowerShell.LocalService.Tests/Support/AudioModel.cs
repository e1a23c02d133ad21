using System.Text.Json.Nodes;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>The audio resources of a custom acoustic model, used over HTTP.</summary>
internal sealed class AudioModel(HttpClient client, string id)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>A recording of a second of sound between silences, which is an utterance.</summary>
    public static byte[] Utterance(double seconds = 2)
    {
        short[] samples = new short[(int)(seconds * 16000)];
        Random random = new(3);
        for (int i = 8000; i < 24000; i++) samples[i] = (short)random.Next(-9000, 9000);
        return Wav.Pcm16(samples);
    }

    public string Id => id;

    public string Path => $"/v1/acoustic_customizations/{id}";

    /// <summary>The answer to whatever a busy model doesn't take.</summary>
    public string LockedText => $"Customization '{id}' is currently locked to process your last request.";

    public static async Task<AudioModel> CreateAsync(HttpClient client, string baseModel = "en-US_BroadbandModel")
        => new(client, await client.CreateModelAsync("/v1/acoustic_customizations", baseModel));

    public Task<Exchange> SendAsync(string method, string rest = "", HttpContent? content = null)
        => client.SendAsync(method, Path + rest, content);

    public Task<Exchange> AddAsync(
        string name, byte[] audio, string? type = "audio/wav", string? contained = null, string query = "",
        string? customer = null)
    {
        ByteArrayContent content = new(audio);
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (contained is not null) content.Headers.Add("Contained-Content-Type", contained);
        if (customer is not null) content.Headers.Add("X-Watson-Metadata", $"customer_id={customer}");
        return SendAsync("POST", $"/audio/{name}{query}", content);
    }

    /// <summary>Adds audio, waits for its analysis, and gives what <c>GET</c> says of it.</summary>
    public async Task<JsonNode> AddAnalysedAsync(
        string name, byte[] audio, string type = "audio/wav", string? contained = null, string query = "")
    {
        Exchange added = await AddAsync(name, audio, type, contained, query);
        Assert.Equal((201, "{}"), (added.Status, added.Body));
        await SettleAsync();
        return await GetAsync($"/audio/{name}");
    }

    public async Task<JsonNode> GetAsync(string rest = "")
    {
        Exchange answer = await SendAsync("GET", rest);
        Assert.True(answer.Status == 200, answer.Body);
        return JsonNode.Parse(answer.Body)!;
    }

    public async Task<string> StatusAsync() => (string)(await GetAsync())["status"]!;

    /// <summary>Waits until no audio is being analysed, and gives the list.</summary>
    public async Task<JsonNode> SettleAsync()
    {
        using CancellationTokenSource limit = new(Limit);
        while (true)
        {
            JsonNode list = await GetAsync("/audio");
            if (list["audio"]!.AsArray().All(one => (string?)one!["status"] != "being_processed")) return list;
            await Task.Delay(10, limit.Token);
        }
    }

    /// <summary>Waits until neither a training nor an upgrade goes on, and gives the model.</summary>
    public async Task<JsonNode> TrainedAsync()
    {
        using CancellationTokenSource limit = new(Limit);
        while (true)
        {
            JsonNode model = await GetAsync();
            if ((string?)model["status"] is not ("training" or "upgrading")) return model;
            await Task.Delay(10, limit.Token);
        }
    }
}
