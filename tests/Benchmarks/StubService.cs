using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace SttPowerShell.Benchmarks;

/// <summary>
/// A service that reads what it is sent to the last byte and gives canned answers, so that a benchmark measures the
/// client alone. Runs in a process of its own.
/// </summary>
internal static class StubService
{
    public const string CustomizationId = "74f4807e-b5ff-4866-824e-6bba1a84fe96";

    private const string CustomModel =
        $$"""
        {"customization_id":"{{CustomizationId}}","created":"2026-01-05T10:00:00.000Z","updated":"2026-01-05T10:09:12.345Z",
         "language":"en-US","dialect":"en-US","versions":["en-US_BroadbandModel.v2020-01-16"],"owner":"297cfd08-330a-22ba-93ce-1a73f454dd98",
         "name":"Example model","description":"Example custom language model","base_model_name":"en-US_BroadbandModel","status":"available","progress":100}
        """;

    private const string Models =
        """{"models":[{"name":"en-US_BroadbandModel","language":"en-US","rate":16000,"url":"","supported_features":{"custom_language_model":true},"description":""}]}""";

    private const string Results =
        """{"result_index":0,"results":[{"final":true,"alternatives":[{"transcript":"open the pod bay doors ","confidence":0.93}]}]}""";

    private const string Job =
        """{"id":"9f1e22aa-6c0d-4b57-8a31-7de0c5b41f02","status":"waiting","created":"2026-01-05T10:00:00.000Z","url":"http://127.0.0.1/"}""";

    /// <summary>Below this path a WebSocket reads nothing for 8 s before it reads its audio.</summary>
    public const string Stalling = "/stalling";

    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(8);

    public static async Task<int> RunAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel((KestrelServerOptions options) => options.Limits.MaxRequestBodySize = null);
        await using WebApplication app = builder.Build();
        app.UseWebSockets();
        app.MapGet("/v1/models", () => Json(Models));
        app.MapGet($"{Stalling}/v1/models", () => Json(Models));
        app.MapGet("/v1/recognize", (HttpContext http) => StubSocket.ServeAsync(http, TimeSpan.Zero));
        app.MapGet($"{Stalling}/v1/recognize", (HttpContext http) => StubSocket.ServeAsync(http, Stall));
        app.MapGet("/v1/customizations/{id}", (string id) => Json(CustomModel));
        app.MapPost("/v1/recognize", async (HttpRequest request) =>
        {
            await request.Body.CopyToAsync(Stream.Null);
            return Json(Results);
        });
        MapLongResults(app, "/hour", LongResults.HourOfResults);
        MapLongResults(app, "/100mb", LongResults.HundredMegabytes);
        app.MapGet("/v1/recognitions", () => Json("""{"recognitions":[]}"""));
        app.MapPost("/v1/recognitions", async (HttpRequest request) =>
        {
            await request.Body.CopyToAsync(Stream.Null);
            return Microsoft.AspNetCore.Http.Results.Text(Job, "application/json", statusCode: StatusCodes.Status201Created);
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>
    /// A service at a path of its own, whose every recognition has so many results. They are made when a client
    /// connects, so that recognitions don't wait for them.
    /// </summary>
    private static void MapLongResults(WebApplication app, string path, int count)
    {
        Lazy<byte[]> results = new(() => LongResults.Answer(count));
        app.MapGet($"{path}/v1/models", () =>
        {
            _ = results.Value;
            return Json(Models);
        });
        app.MapPost($"{path}/v1/recognize", async (HttpRequest request) =>
        {
            await request.Body.CopyToAsync(Stream.Null);
            await LongResults.SendAsync(request.HttpContext.Response, results.Value);
        });
    }

    private static IResult Json(string json) => Microsoft.AspNetCore.Http.Results.Text(json, "application/json");
}
