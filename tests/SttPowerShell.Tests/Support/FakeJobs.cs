using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SttPowerShell.Tests.Support;

/// <summary>The recognition jobs of a <see cref="FakeService"/>.</summary>
internal sealed class FakeJobs
{
    public const string Results = """
        [{"result_index":0,"results":[
        {"final":true,"alternatives":[{"transcript":"open the ","confidence":0.5}]},
        {"final":true,"alternatives":[{"transcript":"pod bay door ","confidence":0.8}]}]}]
        """;

    private const string Created = "2026-01-05T10:00:00.000Z";

    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _statuses = new();

    /// <summary>What a job has beside its status, by id; without it a completed job has <see cref="Completed"/>.</summary>
    public ConcurrentDictionary<string, string> More { get; } = new();

    /// <summary>The results of a completed job.</summary>
    public string Completed { get; set; } = Results;

    /// <summary>The last status of each job.</summary>
    public ConcurrentDictionary<string, string> Jobs { get; } = new();

    /// <summary>How many bytes of audio each created job has.</summary>
    public ConcurrentQueue<long> Audio { get; } = new();

    /// <summary>X-Watson-Metadata of each created job.</summary>
    public ConcurrentQueue<string> Metadata { get; } = new();

    /// <summary>The statuses of jobs that are created.</summary>
    public string[] Course { get; set; } = ["waiting", "processing", "completed"];

    /// <summary>Adds a job that takes these statuses, one each time that it is asked for; it keeps the last.</summary>
    public string Add(params string[] statuses)
    {
        string id = Guid.NewGuid().ToString();
        _statuses[id] = new(statuses);
        Jobs[id] = statuses[0];
        return id;
    }

    public async Task<(int Status, string Json)> AnswerAsync(HttpContext http, string[] rest)
    {
        if (rest.Length == 0) return http.Request.Method == "POST" ? await CreateAsync(http) : (200, List());
        string id = rest[0];
        if (!Jobs.TryGetValue(id, out string? last)) return (404, $$"""{"code":404,"error":"Job '{{id}}' not found."}""");
        if (http.Request.Method == "GET") return (200, Get(id));
        if (last == "processing")
        {
            return (400, $$"""{"code":400,"error":"Job '{{id}}' is being processed."}""");
        }
        Jobs.TryRemove(id, out _);
        return (204, "");
    }

    private async Task<(int, string)> CreateAsync(HttpContext http)
    {
        byte[] buffer = new byte[65536];
        long length = 0;
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;) length += read;
        Audio.Enqueue(length);
        Metadata.Enqueue(http.Request.Headers["X-Watson-Metadata"].ToString());
        string id = Add(Course);
        return (201, $$"""
            {"id":"{{id}}","status":"{{Course[0]}}","created":"{{Created}}","url":"http://x/v1/recognitions/{{id}}",
             "warnings":["Unknown arguments: foo."]}
            """);
    }

    private string List() => new JsonObject
    {
        ["recognitions"] = new JsonArray([.. Jobs.Select(job => new JsonObject
        {
            ["id"] = job.Key, ["status"] = job.Value, ["created"] = Created, ["user_token"] = "token-7",
        })]),
    }.ToJsonString();

    private string Get(string id)
    {
        if (_statuses.TryGetValue(id, out ConcurrentQueue<string>? next) && next.TryDequeue(out string? status))
        {
            Jobs[id] = status;
        }
        string more = More.TryGetValue(id, out string? given) ? "," + given
            : Jobs[id] == "completed" ? $",\"results\":{Completed}"
            : "";
        return $$"""
            {"id":"{{id}}","created":"{{Created}}","updated":"2026-01-05T10:00:09.000Z","status":"{{Jobs[id]}}"{{more}}}
            """;
    }
}
