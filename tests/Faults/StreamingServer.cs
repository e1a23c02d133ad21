using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SttPowerShell.Faults;

/// <summary>
/// A real HTTP server that lists base models as the service does and plays a script on every WebSocket that comes.
/// </summary>
public sealed class StreamingServer : IAsyncDisposable
{
    private const string Models =
        """{"models":[{"name":"en-US_BroadbandModel","language":"en-US","rate":16000,"url":"","supported_features":{},"description":""}]}""";

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop = new();

    private StreamingServer(WebApplication app) => _app = app;

    public Uri Uri { get; private set; } = new("http://127.0.0.1");

    /// <summary>The connections, in order of arrival.</summary>
    public ConcurrentQueue<StreamingPeer> Peers { get; } = new();

    /// <summary>How the script ended on each connection that the client did not simply leave.</summary>
    public ConcurrentQueue<Exception> Failures { get; } = new();

    public static Task<StreamingServer> StartAsync(StreamingFault fault) => StartAsync((peer, _, cancel) => fault.Play(peer, cancel));

    /// <param name="play">The script; it is told the number of the connection, from 1.</param>
    /// <param name="certificate">For https; null for http.</param>
    public static async Task<StreamingServer> StartAsync(
        Func<StreamingPeer, int, CancellationToken, Task> play, X509Certificate2? certificate = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"{(certificate is null ? "http" : "https")}://127.0.0.1:0");
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel
                => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        }
        WebApplication app = builder.Build();
        StreamingServer server = new(app);
        app.UseWebSockets();
        app.Run(http => server.ServeAsync(http, play));
        await app.StartAsync();
        server.Uri = new Uri(app.Urls.Single());
        return server;
    }

    private async Task ServeAsync(HttpContext http, Func<StreamingPeer, int, CancellationToken, Task> play)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(Models);
            return;
        }
        StreamingPeer peer = new(http);
        Peers.Enqueue(peer);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _stop.Token);
        try
        {
            await play(peer, Peers.Count, stop.Token);
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went, or the server stops: both end the connection.
        }
#pragma warning disable CA1031 // A test looks at it; in the server nobody would see it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failures.Enqueue(e);
            http.Abort();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(1));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
        _stop.Dispose();
    }
}
