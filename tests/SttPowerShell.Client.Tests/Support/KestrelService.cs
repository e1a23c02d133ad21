using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SttPowerShell.Client.Tests.Support;

/// <summary>A real HTTP server on a free port of this machine, with one handler for everything.</summary>
internal sealed class KestrelService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private KestrelService(WebApplication app) => _app = app;

    public Uri Uri { get; private set; } = new("http://127.0.0.1");

    /// <summary>Method, path with query, and headers of each request, in order of arrival.</summary>
    public ConcurrentQueue<(string Line, IHeaderDictionary Headers)> Requests { get; } = new();

    public static async Task<KestrelService> StartAsync(
        Func<HttpContext, Task> handle, int port = 0, X509Certificate2? certificate = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"{(certificate is null ? "http" : "https")}://127.0.0.1:{port}");
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel
                => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        }
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        WebApplication app = builder.Build();
        KestrelService service = new(app);
        app.Run(async context =>
        {
            string line = $"{context.Request.Method} {RawTarget(context)}";
            service.Requests.Enqueue((line, new HeaderDictionary(context.Request.Headers.ToDictionary())));
            await handle(context);
        });
        await app.StartAsync();
        service.Uri = new Uri(app.Urls.Single());
        return service;
    }

    /// <summary>A server that gives every request the same JSON.</summary>
    public static Task<KestrelService> StartAsync(string json, int status =
        200) => StartAsync(context => Json(context, json, status));

    public static Task Json(HttpContext context, string json, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    public static async Task<(long Length, string Sha256)> ReadBodyAsync(HttpContext context)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[64 * 1024];
        long length = 0;
        for (int read; (
            read = await context.Request.Body.ReadAsync(buffer)) > 0; length += read) hash.AppendData(buffer, 0, read);
        return (length, Convert.ToHexString(hash.GetHashAndReset()));
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(1));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }

    private static string RawTarget(HttpContext context)
        => context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
}
