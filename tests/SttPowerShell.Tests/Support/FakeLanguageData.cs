using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SttPowerShell.Tests.Support;

/// <summary>
/// Corpora, grammars and words of the fake service's language models. An analysis takes as many questions as
/// <see cref="Questions"/> says; while it goes on the model is pending and locked.
/// </summary>
internal sealed class FakeLanguageData
{
    private readonly ConcurrentDictionary<string, Resource> _resources = new();
    private readonly ConcurrentDictionary<string, JsonObject> _words = new();
    private readonly ConcurrentDictionary<string, int> _analyses = new();

    /// <summary>How often a model has to be asked for, or what it learns from, until an analysis has ended.</summary>
    public int Questions { get; set; }

    /// <summary>Names of resources whose analysis fails, each with the service's words.</summary>
    public ConcurrentDictionary<string, string> Failures { get; } = new();

    /// <summary>Bodies of requests that added something, with content type and query.</summary>
    public ConcurrentQueue<(string Name, string? ContentType, string Query, string Body)> Added { get; } = new();

    /// <summary>Whether the model is being asked about while an analysis goes on; counts the question.</summary>
    public bool IsAnalysing(string modelId)
    {
        if (!_analyses.TryGetValue(modelId, out int left)) return false;
        if (left > 0)
        {
            _analyses[modelId] = left - 1;
            return true;
        }
        _analyses.TryRemove(modelId, out _);
        return false;
    }

    /// <summary>Locks a model as another client's request would.</summary>
    public void Lock(string modelId, int questions) => _analyses[modelId] = questions;

    public void AddCorpus(string modelId, string name, string status = "analyzed", string? error = null)
        => AddResource(modelId, "corpora", name, status, error);

    /// <param name="modelId">Whose it is.</param>
    /// <param name="kind">"corpora" or "grammars".</param>
    /// <param name="name">Its name.</param>
    /// <param name="status">What the service says of it.</param>
    /// <param name="error">Why it can't be used.</param>
    public void AddResource(
        string modelId, string kind, string name, string status = "analyzed", string? error = null)
        => _resources[Key(modelId, kind, name)] = new Resource(modelId, kind, name, status, error);

    public void AddWord(string modelId, string json)
    {
        JsonObject word = JsonNode.Parse(json)!.AsObject();
        _words[Key(modelId, "words", (string)word["word"]!)] = word;
    }

    public bool HasWord(string modelId, string word) => _words.ContainsKey(Key(modelId, "words", word));

    /// <summary>Answers a request below a model: status and JSON.</summary>
    public async Task<(int Status, string Json)> AnswerAsync(HttpContext http, string modelId, string[] rest)
    {
        using StreamReader reader = new(http.Request.Body);
        string body = await reader.ReadToEndAsync();
        bool changes = http.Request.Method != "GET";
        bool locked = changes ? _analyses.ContainsKey(modelId) : IsAnalysing(modelId);
        if (changes && locked)
        {
            return Error(409, $"Customization '{modelId}' is currently locked to process your last request.");
        }
        string name = rest.Length > 1 ? Uri.UnescapeDataString(rest[1]) : "";
        if (http.Request.Method is "POST" or "PUT")
        {
            Added.Enqueue((name, http.Request.ContentType, http.Request.QueryString.Value ?? "", body));
        }
        return rest[0] == "words"
            ? Words(http, modelId, name, body)
            : Resources(http, modelId, rest[0], name, locked);
    }

    private (int, string) Resources(HttpContext http, string modelId, string kind, string name, bool analysing)
    {
        string key = Key(modelId, kind, name);
        switch (http.Request.Method)
        {
            case "POST" when _resources.ContainsKey(key) && http.Request.Query["allow_overwrite"] != "true":
                return Error(400, $"Corpus '{name}' already exists - change its name, remove existing file before "
                    + "adding new one, or overwrite existing file by setting 'allow_overwrite' to 'true'");
            case "POST":
                bool fails = Failures.TryGetValue(name, out string? error);
                _resources[key] = new Resource(modelId, kind, name, fails ? "undetermined" : "analyzed", error);
                if (Questions > 0) _analyses[modelId] = Questions;
                return (201, "{}");
            case "GET" when name.Length == 0:
                JsonArray list = new([.. _resources.Values.Where(r => r.ModelId == modelId && r.Kind == kind)
                    .OrderBy(r => r.Name).Select(r => r.ToJson(analysing))]);
                return (200, new JsonObject { [kind] = list }.ToJsonString());
            case "GET" when _resources.TryGetValue(key, out Resource? resource):
                return (200, resource.ToJson(analysing).ToJsonString());
            case "DELETE" when _resources.TryRemove(key, out _):
                return (200, "{}");
            default:
                return Error(400, $"Invalid value for corpus name '{name}'");
        }
    }

    private (int, string) Words(HttpContext http, string modelId, string name, string body)
    {
        string key = Key(modelId, "words", name);
        switch (http.Request.Method)
        {
            case "POST":
                foreach (JsonNode? word in JsonNode.Parse(body)!["words"]!.AsArray())
                {
                    AddUserWord(modelId, word!.AsObject());
                }
                if (Questions > 0) _analyses[modelId] = Questions;
                return (201, "{}");
            case "PUT":
                JsonObject one = JsonNode.Parse(body)!.AsObject();
                one["word"] = name;
                AddUserWord(modelId, one);
                return (201, "{}");
            case "GET" when name.Length == 0:
                JsonArray list = new([.. _words.Where(w => w.Key.StartsWith(modelId, StringComparison.Ordinal))
                    .OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => w.Value.DeepClone())]);
                return (200, new JsonObject { ["words"] = list }.ToJsonString());
            case "GET" when _words.TryGetValue(key, out JsonObject? word):
                return (200, word.ToJsonString());
            case "DELETE" when _words.TryRemove(key, out _):
                return (200, "{}");
            default:
                return Error(404, $"Word '{name}' not found");
        }
    }

    private void AddUserWord(string modelId, JsonObject word)
    {
        string text = (string)word["word"]!;
        JsonObject stored = word.DeepClone().AsObject();
        stored["count"] = 1;
        stored["source"] = new JsonArray("user");
        if (Failures.TryGetValue(text, out string? error))
        {
            string sound = (string?)stored["sounds_like"]?[0] ?? text;
            stored["error"] = new JsonArray(new JsonObject { [sound] = error });
        }
        _words[Key(modelId, "words", text)] = stored;
    }

    private static string Key(string modelId, string kind, string name) => $"{modelId}/{kind}/{name}";

    private static (int, string) Error(int status, string words)
        => (status, new JsonObject { ["code"] = status, ["error"] = words }.ToJsonString());

    private sealed record Resource(string ModelId, string Kind, string Name, string Status, string? Error)
    {
        public JsonObject ToJson(bool analysing)
        {
            JsonObject json = new()
            {
                ["name"] = Name,
                ["total_words"] = analysing ? 0 : 812,
                ["out_of_vocabulary_words"] = analysing ? 0 : 37,
                ["status"] = analysing ? "being_processed" : Status,
            };
            if (Error is not null && !analysing) json["error"] = Error;
            return json;
        }
    }
}
