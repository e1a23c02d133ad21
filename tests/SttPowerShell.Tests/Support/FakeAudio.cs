using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SttPowerShell.Tests.Support;

/// <summary>
/// Audio of the fake service's acoustic models. Each is being processed for as many questions about it as
/// <see cref="Questions"/> says.
/// </summary>
internal sealed class FakeAudio
{
    private readonly ConcurrentDictionary<(string ModelId, string Name), JsonObject> _listings = new();
    private readonly ConcurrentDictionary<(string ModelId, string Name), int> _analyses = new();
    private int _uploads;

    /// <summary>How often audio, or the list that it is in, has to be asked for until it is analysed.</summary>
    public int Questions { get; set; }

    /// <summary>What becomes of audio of a name, as JSON; else it is a valid recording of 95 s.</summary>
    public ConcurrentDictionary<string, string> Outcomes { get; } = new();

    /// <summary>Uploads, in the order in which they ended.</summary>
    public ConcurrentQueue<(string Name, string? Type, string? Contained, string Query, int Length)> Added { get; } =
        new();

    /// <summary>What was last uploaded under a name.</summary>
    public ConcurrentDictionary<string, byte[]> Bodies { get; } = new();

    /// <summary>How many uploads went on at the same time, at most.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>How many uploads must have come together before any is answered.</summary>
    public int Together { get; set; }

    public void Add(string modelId, string name) => _listings[(modelId, name)] = Listing(name);

    /// <summary>Answers a request below a model's audio: status and JSON.</summary>
    public async Task<(int Status, string Json)> AnswerAsync(HttpContext http, string modelId, string[] rest)
    {
        string name = rest.Length > 0 ? Uri.UnescapeDataString(rest[0]) : "";
        (string, string) key = (modelId, name);
        switch (http.Request.Method)
        {
            case "POST":
                return await TakeAsync(http, key, name);
            case "GET" when name.Length == 0:
                JsonArray list = new([.. _listings.Keys.Where(k => k.ModelId == modelId).OrderBy(k => k.Name)
                    .Select(k => Container(Now(k)))]);
                double seconds = list.Where(a => (string)a!["status"]! == "ok").Sum(a => (double)a!["duration"]!);
                return (200, new JsonObject { ["total_minutes_of_audio"] = seconds / 60, ["audio"] = list }
                    .ToJsonString());
            case "GET" when _listings.ContainsKey(key):
                return (200, Now(key).ToJsonString());
            case "DELETE" when _listings.TryRemove(key, out _):
                return (200, "{}");
            default:
                return Error(404, $"Audio '{name}' not found");
        }
    }

    private async Task<(int, string)> TakeAsync(HttpContext http, (string, string) key, string name)
    {
        int atOnce = Interlocked.Increment(ref _uploads);
        MostAtOnce = Math.Max(MostAtOnce, atOnce);
        while (MostAtOnce < Together) await Task.Delay(5, http.RequestAborted);
        using MemoryStream body = new();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        Interlocked.Decrement(ref _uploads);
        if (_listings.ContainsKey(key) && http.Request.Query["allow_overwrite"] != "true")
        {
            return Error(400, $"Audio '{name}' already exists - change its name, remove existing file before adding "
                + "new one, or overwrite existing file by setting 'allow_overwrite' to 'true'");
        }
        Bodies[name] = body.ToArray();
        Added.Enqueue((name, http.Request.ContentType, http.Request.Headers["Contained-Content-Type"],
            http.Request.QueryString.Value ?? "", (int)body.Length));
        _listings[key] = Listing(name);
        if (Questions > 0) _analyses[key] = Questions;
        return (201, "{}");
    }

    private JsonObject Listing(string name)
    {
        if (Outcomes.TryGetValue(name, out string? json)) return JsonNode.Parse(json)!.AsObject();
        return JsonNode.Parse("""
            {"duration":95,"details":{"codec":"pcm_s16le","type":"audio","frequency":16000},"status":"ok"}
            """)!.AsObject();
    }

    private JsonObject Now((string ModelId, string Name) key)
    {
        JsonObject listing = _listings[key].DeepClone().AsObject();
        if (listing["container"] is JsonObject container) container["name"] = key.Name;
        else listing["name"] = key.Name;
        if (!_analyses.TryGetValue(key, out int left) || left <= 0) return listing;
        _analyses[key] = left - 1;
        return new JsonObject
        {
            ["name"] = key.Name, ["duration"] = 0, ["details"] = new JsonObject(), ["status"] = "being_processed",
        };
    }

    private static JsonNode Container(JsonObject listing)
        => listing["container"] is JsonObject container ? container.DeepClone() : listing;

    private static (int, string) Error(int status, string words)
        => (status, new JsonObject { ["code"] = status, ["error"] = words }.ToJsonString());
}
