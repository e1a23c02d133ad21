using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SttPowerShell.Faults;

/// <summary>Whose bytes a proxy's fault strikes.</summary>
public enum ProxyDirection
{
    FromClient,
    FromService,
}

/// <summary>What happens to a connection once so many bytes have passed in one direction.</summary>
public enum ProxyAction
{
    Close,
    Reset,
    Stall,
    Garble,
    /// <summary>From there on byte by byte, which loses nothing.</summary>
    Dribble,
}

/// <summary>A fault of the network between a client and a real service.</summary>
public sealed record ProxyFault(ProxyDirection Direction, long AfterBytes, ProxyAction Action);

/// <summary>
/// A TCP proxy in front of a real service. With a fault it strikes each connection that carries the marked request, and
/// lets the others pass.
/// </summary>
/// <param name="target">The service.</param>
/// <param name="fault">What happens; null for nothing.</param>
/// <param name="marked">A text in the first bytes of the request that the fault strikes, such as its path.</param>
public sealed class FaultProxy(Uri target, ProxyFault? fault, string marked) : IAsyncDisposable
{
    private readonly TcpListener _listener = Listen();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private Task _accepting = Task.CompletedTask;

    public Uri Uri => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public FaultProxy Start()
    {
        _accepting = AcceptAsync();
        return this;
    }

    private static TcpListener Listen()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try { client = await _listener.AcceptSocketAsync(_stop.Token); }
            catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException) { return; }
            _connections.Add(ForwardAsync(client));
        }
    }

    private async Task ForwardAsync(Socket client)
    {
        using Socket upstream = new(SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                await upstream.ConnectAsync(target.Host, target.Port, _stop.Token);
                ProxiedConnection connection = new(client, upstream, fault, marked);
                await connection.RunAsync(_stop.Token);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One of the two went: so does the other.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }
}
