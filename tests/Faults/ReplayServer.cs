using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace SttPowerShell.Faults;

/// <summary>Refuses a recognition with 503 so many times, then answers, and keeps each body's length and SHA-256.</summary>
public sealed class ReplayServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly int _refusals;
    private readonly Task _serving;
    private readonly List<(long Length, string Sha256)> _bodies = [];

    public ReplayServer(int refusals)
    {
        _refusals = refusals;
        Uri = new Uri($"http://127.0.0.1:{FreePort()}/");
        _listener.Prefixes.Add(Uri.ToString());
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Uri { get; }

    /// <summary>The recognition bodies in the order in which they came.</summary>
    public IReadOnlyList<(long Length, string Sha256)> Bodies => _bodies;

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try { context = await _listener.GetContextAsync(); }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException) { return; }
            using HttpListenerResponse answer = context.Response;
            if (context.Request.HttpMethod != "POST")
            {
                await WriteAsync(answer, 200, """{"models":[{"name":"en-US_BroadbandModel","language":"en-US","rate":16000}]}""");
                continue;
            }
            using MemoryStream body = new();
            await context.Request.InputStream.CopyToAsync(body);
            _bodies.Add((body.Length, Convert.ToHexString(SHA256.HashData(body.ToArray()))));
            if (_bodies.Count <= _refusals) await WriteAsync(answer, 503, """{"code":503,"error":"try again"}""");
            else await WriteAsync(answer, 200, Encoding.UTF8.GetString(RecordedAnswer.Body));
        }
    }

    private static async Task WriteAsync(HttpListenerResponse answer, int status, string json)
    {
        answer.StatusCode = status;
        answer.ContentType = "application/json";
        await answer.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(json));
    }

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }
}
