using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SttPowerShell.Scoring;

/// <summary>
/// A service with one custom model that "hears" what a contest says: a recording tells by its length which text it is.
/// </summary>
internal sealed class SpokenService : IAsyncDisposable
{
    public const string Model = "74f4807e-b5ff-4866-824e-6bba1a84fe96";
    private const int LeastBytes = 100;

    private readonly WebApplication _app;

    private SpokenService(WebApplication app) => _app = app;

    public string Uri => _app.Urls.First();

    /// <summary>What is heard.</summary>
    public Contest Contest { get; set; } = new([], []);

    public static async Task<SpokenService> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        SpokenService service = new(app);
        app.MapGet("/v1/models", () => Json(
            """{"models":[{"name":"en-US_BroadbandModel","language":"en-US","rate":16000,"url":"","description":""}]}"""));
        app.MapGet("/v1/customizations/{id}", (string id) => Json(
            $$"""{"customization_id":"{{id}}","name":"m","base_model_name":"en-US_BroadbandModel","status":"available"}"""));
        app.MapPost("/v1/recognize", service.RecogniseAsync);
        await app.StartAsync();
        return service;
    }

    /// <summary>Writes the recordings of a contest, and gives their paths.</summary>
    public static string[] Record(string folder, int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{i}.raw"));
        File.WriteAllBytes(path, new byte[LeastBytes + i]);
        return path;
    })];

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> RecogniseAsync(HttpRequest request)
    {
        using MemoryStream audio = new();
        await request.Body.CopyToAsync(audio);
        IReadOnlyList<Pair> pairs = request.Query.ContainsKey("language_customization_id")
            ? Contest.Candidate
            : Contest.Baseline;
        string text = JsonSerializer.Serialize(pairs[(int)audio.Length - LeastBytes].HypothesisText + " ");
        return Json($$$"""{"results":[{"final":true,"alternatives":[{"transcript":{{{text}}}}]}]}""");
    }

    private static IResult Json(string json) => Results.Text(json, "application/json");
}
