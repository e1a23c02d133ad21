using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>What a callback server was sent.</summary>
internal sealed record CallbackRequest(string Method, string Path, string Accept, string? Type, string? Signature, string Body)
{
    public string Challenge => QueryHelpers.ParseQuery(Path[Path.IndexOf('?', StringComparison.Ordinal)..])["challenge_string"]!;
}

/// <summary>A user's callback server: Kestrel on a free port, which does as it should unless a test says otherwise.</summary>
internal sealed class CallbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<CallbackRequest> _requests = new();

    private CallbackServer(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    /// <summary>All requests so far.</summary>
    public IReadOnlyList<CallbackRequest> Requests => [.. _requests];

    /// <summary>The notifications so far.</summary>
    public IReadOnlyList<CallbackRequest> Notifications => [.. _requests.Where(request => request.Method == "POST")];

    /// <summary>What the next answers are.</summary>
    public Func<HttpContext, CallbackRequest, Task> Answer { get; set; } = EchoAsync;

    public static async Task<CallbackServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        CallbackServer server = new(app);
        app.Run(server.HandleAsync);
        await app.StartAsync();
        server.Url = $"{app.Urls.Single()}/cb?of=test";
        return server;
    }

    public static Task EchoAsync(HttpContext http, CallbackRequest request)
    {
        if (request.Method == "POST") return Task.CompletedTask;
        return WriteAsync(http, 200, "text/plain", request.Challenge);
    }

    public static Task WriteAsync(HttpContext http, int status, string type, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        return http.Response.WriteAsync(body);
    }

    /// <summary>The query parameter for a request to the service.</summary>
    public string Query => $"callback_url={WebUtility.UrlEncode(Url)}";

    public async Task RegisterAsync(HttpClient client, string secret = "")
        => Assert.Equal(201, (await client.SendAsync(
            "POST", $"/v1/register_callback?{Query}&user_secret={secret}")).Status);

    public async Task WaitForAsync(int notifications, Action? meanwhile = null)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (Notifications.Count < notifications)
        {
            meanwhile?.Invoke();
            await Task.Delay(10, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext http)
    {
        using StreamReader reader = new(http.Request.Body, Encoding.UTF8);
        CallbackRequest request = new(http.Request.Method, http.Request.Path + http.Request.QueryString,
            http.Request.Headers.Accept.ToString(), http.Request.ContentType,
            http.Request.Headers["X-Callback-Signature"], await reader.ReadToEndAsync());
        _requests.Enqueue(request);
        await Answer(http, request);
    }
}
