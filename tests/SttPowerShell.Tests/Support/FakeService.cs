using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SttPowerShell.Faults;

namespace SttPowerShell.Tests.Support;

/// <summary>
/// A server with the service's answers, for errors that a healthy service doesn't give and for counting requests. It
/// keeps custom models in memory and asks for the API key "good-key".
/// </summary>
internal sealed class FakeService : IAsyncDisposable
{
    public const string Key = "good-key";

    private readonly WebApplication _app;

    private FakeService(WebApplication app) => _app = app;

    public string Uri { get; private set; } = "";

    /// <summary>Method and path with query of each request, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The audio of each recognition, with its content type.</summary>
    public ConcurrentQueue<(string? ContentType, byte[] Audio)> Audio { get; } = new();

    /// <summary>Custom models by route ("customizations" or "acoustic_customizations") and id.</summary>
    public ConcurrentDictionary<(string Route, string Id), JsonObject> Models { get; } = new();

    /// <summary>What language models learn from.</summary>
    public FakeLanguageData Data { get; } = new();

    public FakeJobs Jobs { get; } = new();

    /// <summary>What acoustic models learn from.</summary>
    public FakeAudio AudioData { get; } = new();

    /// <summary>The statuses that a model takes, one at each time that it is asked for; it keeps the last.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<string>> Statuses { get; } = new();

    /// <summary>
    /// Whether models move on as the real ones do: to ready when they get data, and to available when they have been
    /// asked for once after a training or an upgrade began. Else that never ends.
    /// </summary>
    public bool ModelsMoveOn { get; set; }

    /// <summary>
    /// In place of <see cref="Data"/>: what models learn from, by model id and "corpora", "grammars" or "words".
    /// </summary>
    public ConcurrentDictionary<(string Id, string List), JsonArray> Lists { get; } = new();

    /// <summary>Answers in place of the usual answer, by "METHOD /path".</summary>
    public ConcurrentDictionary<string, Func<HttpContext, Task>> Answers { get; } = new();

    /// <summary>Looks at each request first; true if it has answered it.</summary>
    public Func<HttpContext, Task<bool>>? Guard { get; set; }

    /// <summary>Whether an Authorization header is good.</summary>
    public Predicate<string> Accepts { get; set; } =
        new($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"apikey:{Key}"))}".Equals);

    /// <summary>How many requests that change something came.</summary>
    public int Changes => Requests.Count(r => !r.StartsWith("GET", StringComparison.Ordinal));

    /// <param name="certificate">For https; null for http.</param>
    public static async Task<FakeService> StartAsync(X509Certificate2? certificate = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"{(certificate is null ? "http" : "https")}://127.0.0.1:0");
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel
                => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        }
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        WebApplication app = builder.Build();
        FakeService service = new(app);
        app.UseWebSockets();
        app.Run(service.AnswerAsync);
        await app.StartAsync();
        service.Uri = app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return service;
    }

    /// <summary>Adds a model, and gives its id.</summary>
    public string Add(string name, bool acoustic = false, string status = "available",
        string baseModel = "en-US_BroadbandModel")
    {
        string id = Guid.NewGuid().ToString();
        Models[(Route(acoustic), id)] = new JsonObject
        {
            ["customization_id"] = id,
            ["name"] = name,
            ["language"] = "en-US",
            ["status"] = status,
            ["base_model_name"] = baseModel,
            ["created"] = "2026-01-05T10:00:00.000Z",
            ["owner"] = "297c0000-1111-2222-3333-444455556666",
            ["progress"] = 100,
        };
        return id;
    }

    /// <summary>Makes a route answer with an error.</summary>
    public void Fail(string route, int status, string body, string contentType = "application/json")
        => Answers[route] = async http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = contentType;
            http.Response.Headers["X-Global-Transaction-Id"] = "transaction-4711";
            await http.Response.WriteAsync(body);
        };

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new(0);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static string Route(bool acoustic) => acoustic ? "acoustic_customizations" : "customizations";

    private async Task AnswerAsync(HttpContext http)
    {
        string path = http.Request.Path.Value!;
        Requests.Enqueue($"{http.Request.Method} {path}{http.Request.QueryString}");
        if (Guard is { } guard && await guard(http)) return;
        if (Answers.TryGetValue($"{http.Request.Method} {path}", out Func<HttpContext, Task>? answer)) await answer(
            http);
        else if (!Accepts(http.Request.Headers.Authorization.ToString()))
        {
            await WriteAsync(http, 401, """{"code":401,"error":"Unauthorized"}""");
        }
        else if (path == "/v1/models") await WriteAsync(http, 200, BaseModels);
        else if (http.WebSockets.IsWebSocketRequest) await RecognizeLiveAsync(http);
        else if (path == "/v1/recognize") await RecognizeAsync(http);
        else if (path.Split('/') is ["", "v1", "recognitions", .. string[] job])
        {
            (int status, string json) = await Jobs.AnswerAsync(http, job);
            await WriteAsync(http, status, json);
        }
        else if (path.Split('/') is ["", "v1", ("customizations" or "acoustic_customizations") and string route,
            .. string[] rest]) await ModelAsync(http, route, rest);
        else
        {
            await WriteAsync(http, 404,
                """{"error":"No such child resource.","code":404,"code_description":"No Such Resource"}""");
        }
    }

    private async Task RecognizeAsync(HttpContext http)
    {
        using MemoryStream audio = new();
        await http.Request.Body.CopyToAsync(audio, http.RequestAborted);
        Audio.Enqueue((http.Request.ContentType, audio.ToArray()));
        http.Response.Headers["X-Global-Transaction-Id"] = "transaction-4711";
        await WriteAsync(http, 200, Results);
    }

    private static async Task RecognizeLiveAsync(HttpContext http)
    {
        StreamingPeer peer = new(http);
        await peer.ListenAsync(http.RequestAborted);
        await peer.ReadAudioAsync(http.RequestAborted);
        await peer.SendAsync(Results, http.RequestAborted);
        await peer.SendAsync(StreamingPeer.Listening, http.RequestAborted);
        await peer.FinishAsync(http.RequestAborted);
    }

    private async Task ModelAsync(HttpContext http, string route, string[] rest)
    {
        string id = rest.Length > 0 ? rest[0] : "";
        switch (http.Request.Method, rest.Length)
        {
            case ("GET", 0):
                JsonArray list = new([.. Models.Where(m => m.Key.Route == route).Select(m => m.Value.DeepClone())]);
                await WriteAsync(http, 200, new JsonObject { ["customizations"] = list }.ToJsonString());
                break;
            case ("POST", 0):
                JsonNode body = (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))!;
                string created = Add((string)body["name"]!, route[0] == 'a', "pending",
                    (string)body["base_model_name"]!);
                if (body["description"] is JsonNode words) Models[(route, created)]["description"] = words.DeepClone();
                await WriteAsync(http, 201, $$"""{"customization_id":"{{created}}"}""");
                break;
            case (_, _) when !Models.ContainsKey((route, id)):
                await WriteAsync(http, 401, $$"""{"code":401,"error":"Invalid customization_id '{{id}}' for user"}""");
                break;
            case ("GET", 1):
                if (Statuses.TryGetValue(id, out ConcurrentQueue<string>? next) && next.TryDequeue(out string? status))
                {
                    Models[(route, id)]["status"] = status;
                }
                JsonObject model = Models[(route, id)].DeepClone().AsObject();
                if (Data.IsAnalysing(id)) model["status"] = "pending";
                await WriteAsync(http, 200, model.ToJsonString());
                break;
            case ("DELETE", 1):
                Models.TryRemove((route, id), out _);
                await WriteAsync(http, 200, "{}");
                break;
            case ("GET", 2) when Lists.TryGetValue((id, rest[1]), out JsonArray? items):
                await WriteAsync(http, 200, new JsonObject { [rest[1]] = items.DeepClone() }.ToJsonString());
                break;
            case (_, > 1) when rest[1] is "corpora" or "grammars" or "words":
                (int code, string json) = await Data.AnswerAsync(http, id, rest[1..]);
                if (ModelsMoveOn && http.Request.Method != "GET") Models[(route, id)]["status"] = "ready";
                await WriteAsync(http, code, json);
                break;
            case (_, > 1) when rest[1] == "audio":
                (int answer, string audio) = await AudioData.AnswerAsync(http, id, rest[2..]);
                if (ModelsMoveOn && http.Request.Method != "GET") Models[(route, id)]["status"] = "ready";
                await WriteAsync(http, answer, audio);
                break;
            case ("POST", 2) when rest[1] is "train" or "upgrade_model":
                Models[(route, id)]["status"] = rest[1] == "train" ? "training" : "upgrading";
                if (ModelsMoveOn) Statuses[id] = new ConcurrentQueue<string>(["training", "available"]);
                if (ModelsMoveOn) Models[(route, id)]["updated"] = DateTime.UtcNow.ToString("O");
                await WriteAsync(http, 200, "{}");
                break;
            default:
                Models[(route, id)]["status"] = "pending";
                await WriteAsync(http, 200, "{}");
                break;
        }
    }

    private static async Task WriteAsync(HttpContext http, int status, string json)
    {
        http.Response.StatusCode = status;
        if (json.Length == 0) return;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(json, http.RequestAborted);
    }

    private const string BaseModels = """
        {"models":[
        {"name":"en-US_Telephony","language":"en-US","rate":8000,"url":"x","description":"US English telephony model",
         "supported_features":{"custom_language_model":true,"custom_acoustic_model":false}},
        {"name":"en-US_BroadbandModel","language":"en-US","rate":16000,"url":"x",
         "description":"US English broadband model",
         "supported_features":{"custom_language_model":true,"custom_acoustic_model":true}}]}
        """;

    private const string Results = """
        {"result_index":0,"results":[
        {"final":true,"alternatives":[{"transcript":"open the ","confidence":0.5,
         "timestamps":[["open",0.1,0.4],["the",0.4,0.5]],
         "word_confidence":[["open",0.6],["the",0.4]]},{"transcript":"oh pen the "}]},
        {"final":true,"alternatives":[{"transcript":"pod bay door please ","confidence":0.8}]}],
        "warnings":["Unknown arguments: foo."]}
        """;
}
