using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SttPowerShell.Faults;

/// <summary>
/// A proxy as networks have them: CONNECT makes a tunnel, other requests are passed on. It may ask who it is for.
/// </summary>
/// <param name="credentials">user:password that it asks for; null for nothing.</param>
/// <param name="refusal">A status that CONNECT is answered with, such as "403 Forbidden"; null to connect.</param>
/// <param name="target">The server that all hosts lead to; null for each to its own.</param>
public sealed class ForwardProxy(string? credentials = null, string? refusal = null, Uri? target = null)
    : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private Task _accepting = Task.CompletedTask;

    public Uri Uri => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The heads of all requests that it read itself.</summary>
    public ConcurrentQueue<string> Heads { get; } = new();

    /// <summary>All that clients sent through it.</summary>
    public MemoryStream Seen { get; } = new();

    public ForwardProxy Start()
    {
        _listener.Start();
        _accepting = AcceptAsync();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try { client = await _listener.AcceptSocketAsync(_stop.Token); }
            catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
            {
                return;
            }

            _connections.Add(ServeAsync(client));
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using Socket upstream = new(SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                string head = await ReadHeadAsync(client);
                if (head.Length == 0) return;
                Heads.Enqueue(head);
                bool isTunnel = head.StartsWith("CONNECT ", StringComparison.Ordinal);
                if (Refusal(head, isTunnel) is string status)
                {
                    await SendAsync(client, $"HTTP/1.1 {status}\r\nProxy-Authenticate: Basic realm=\"p\"\r\n"
                        + "Content-Length: 0\r\nConnection: close\r\n\r\n");
                    client.Shutdown(SocketShutdown.Send);
                    await DrainAsync(client);
                    return;
                }
                string asked = head.Split(' ')[1];
                Uri uri = target ?? new(isTunnel ? $"http://{asked}" : asked);
                await upstream.ConnectAsync(uri.Host, uri.Port, _stop.Token);
                await SendAsync(isTunnel ? client : upstream, isTunnel ? "HTTP/1.1 200 OK\r\n\r\n" : head);
                await Task.WhenAny(CopyAsync(client, upstream, Seen), CopyAsync(upstream, client, null));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One of the two went: so does the other.
            }
        }
    }

    private string? Refusal(string head, bool isTunnel)
    {
        string expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials ?? ""));
        if (credentials is not null && !head.Contains(expected, StringComparison.Ordinal))
        {
            return "407 Proxy Authentication Required";
        }
        return isTunnel ? refusal : null;
    }

    private async Task<string> ReadHeadAsync(Socket socket)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await socket.ReceiveAsync(one, _stop.Token) == 0) return "";
            head.Append((char)one[0]);
        }
        return head.ToString();
    }

    private async Task CopyAsync(Socket from, Socket to, MemoryStream? seen)
    {
        byte[] buffer = new byte[64 * 1024];
        for (int read; (read = await from.ReceiveAsync(buffer, _stop.Token)) > 0;)
        {
            if (seen is not null) lock (seen) seen.Write(buffer, 0, read);
            for (int sent = 0; sent < read;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _stop.Token);
            }
        }
    }

    private async Task DrainAsync(Socket socket)
    {
        byte[] buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer, _stop.Token) > 0)
        {
        }
    }

    private async Task SendAsync(Socket socket, string text)
        => await socket.SendAsync(Encoding.ASCII.GetBytes(text), _stop.Token);
}
