using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using SttPowerShell.Examples;
using SttPowerShell.Faults;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests.Examples;

/// <summary>A fake service with what examples name and use.</summary>
internal static class ExampleService
{
    private const string Results = """
        {"result_index":0,"results":[{"final":true,"alternatives":[{"transcript":"open the pod bay door ",
         "confidence":0.8,"timestamps":[["open",0.1,0.3],["the",0.3,0.4],["pod",0.4,0.6],["bay",0.6,0.8],["door",0.8,0.9]],
         "word_confidence":[["open",0.6],["the",0.4],["pod",0.9],["bay",0.9],["door",0.9]]}]}]}
        """;

    /// <param name="absent">Names of models that aren't there, because the example makes them.</param>
    public static async Task<FakeService> StartAsync(IReadOnlySet<string> absent)
    {
        FakeService service = await FakeService.StartAsync();
        service.ModelsMoveOn = true;
        service.Jobs.Completed = $"[{Results}]";
        foreach (ExampleModel model in ExampleModel.All.Where(model => !absent.Contains(model.Name))) Add(service, model);
        service.Answers["POST /v1/recognize"] = RecognizeAsync;
        service.Answers["GET /v1/recognize"] = StreamAsync;
        service.Answers["POST /v1/register_callback"] = http =>
        {
            http.Response.StatusCode = StatusCodes.Status201Created;
            return WriteAsync(http, """{"status":"created","url":"https://example.com/results"}""");
        };
        service.Answers["POST /v1/unregister_callback"] = http => WriteAsync(http, "{}");
        service.Answers["DELETE /v1/user_data"] = http => WriteAsync(http, "{}");
        return service;
    }

    private static void Add(FakeService service, ExampleModel model)
    {
        bool acoustic = model.Type == "Acoustic";
        string id = service.Add(model.Name, acoustic, model.Status.ToLowerInvariant());
        foreach (string name in model.Corpora.Keys) service.Data.AddResource(id, "corpora", name);
        foreach (string name in model.Grammars.Keys) service.Data.AddResource(id, "grammars", name);
        foreach (string name in model.Audio.Keys) service.AudioData.Add(id, name);
        foreach (string word in model.Words)
        {
            service.Data.AddWord(id, $$"""
                {"word":"{{word}}","display_as":"{{word}}","sounds_like":["{{word}}"],"count":1,"source":["user"]}
                """);
        }
    }

    private static async Task RecognizeAsync(HttpContext http)
    {
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        await WriteAsync(http, Results);
    }

    private static async Task StreamAsync(HttpContext http)
    {
        StreamingPeer peer = new(http) { KeepsAudio = false };
        try
        {
            await peer.ListenAsync(http.RequestAborted);
            await peer.ReadAudioAsync(http.RequestAborted);
            await peer.SendAsync(Results, http.RequestAborted);
            await peer.SendAsync(StreamingPeer.Listening, http.RequestAborted);
            await peer.FinishAsync(http.RequestAborted);
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException)
        {
            // The client has what it wanted.
        }
    }

    private static Task WriteAsync(HttpContext http, string json)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json, http.RequestAborted);
    }
}
