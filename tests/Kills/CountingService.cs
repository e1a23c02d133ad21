using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SttPowerShell.Kills;

/// <summary>
/// A service that knows at once what <see cref="Recordings"/> wrote, and counts how often each came.
/// </summary>
public sealed class CountingService : IAsyncDisposable
{
    private const string Models =
        """
        {"models":[{"name":"en-US_BroadbandModel","language":"en-US","rate":16000,"url":"","description":"",
        "supported_features":{"custom_language_model":true}}]}
        """;

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<int, int> _counts = new();
    private int _requests;
    private long _firstRequest;

    private CountingService(WebApplication app) => _app = app;

    public Uri Uri => new(_app.Urls.First());

    /// <summary>How many recordings came in all.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>When the first recording came since <see cref="Await"/>, in UTC.</summary>
    public DateTime FirstRequest => new(Volatile.Read(ref _firstRequest), DateTimeKind.Utc);

    /// <param name="mostDelay">Milliseconds that an answer takes at most.</param>
    public static async Task<CountingService> StartAsync(int mostDelay)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        CountingService service = new(app);
        app.MapGet("/v1/models", () => Json(Models));
        app.MapPost("/v1/recognize", http => service.RecognizeAsync(http, mostDelay));
        await app.StartAsync();
        return service;
    }

    public int CountOf(int recording) => _counts.GetValueOrDefault(recording);

    /// <summary>Forgets when the first recording came.</summary>
    public void Await() => Volatile.Write(ref _firstRequest, 0);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task RecognizeAsync(HttpContext http, int mostDelay)
    {
        Interlocked.CompareExchange(ref _firstRequest, DateTime.UtcNow.Ticks, 0);
        using MemoryStream audio = new();
        await http.Request.Body.CopyToAsync(audio, http.RequestAborted);
        int number = Recordings.NumberOf(audio.GetBuffer());
        _counts.AddOrUpdate(number, 1, (_, count) => count + 1);
        Interlocked.Increment(ref _requests);
        if (mostDelay > 0) await Task.Delay(Random.Shared.Next(mostDelay), http.RequestAborted);
        string[] words = Recordings.Text(number).Split(' ');
        string times = string.Join(',', words.Select((word, i) => $"[\"{word}\",{i / 10.0:0.0},{(i + 1) / 10.0:0.0}]"));
        await Json($$"""
            {"result_index":0,"results":[{"final":true,"alternatives":[{"transcript":"{{Recordings.Text(number)}} ",
            "confidence":0.9,"timestamps":[{{times}}]}]}]}
            """).ExecuteAsync(http);
    }

    private static IResult Json(string json) => Results.Text(json, "application/json");
}
