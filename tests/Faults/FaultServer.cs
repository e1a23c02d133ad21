using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SttPowerShell.Faults;

/// <summary>
/// A raw TCP server that answers a list of base models as the service does and plays one fault on every recognition.
/// </summary>
public sealed class FaultServer : IAsyncDisposable
{
    private const string Models =
        """{"models":[{"name":"en-US_BroadbandModel","language":"en-US","rate":16000,"url":"","supported_features":{},"description":""}]}""";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Fault _fault;
    private readonly Task _accepting;
    private int _recognitions;

    public FaultServer(Fault fault)
    {
        _fault = fault;
        _listener.Start();
        Uri = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Uri { get; }

    /// <summary>How many recognition requests have come, retries among them.</summary>
    public int Recognitions => Volatile.Read(ref _recognitions);

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket socket;
            try { socket = await _listener.AcceptSocketAsync(_stop.Token); }
            catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException) { return; }
            _connections.Add(ServeAsync(socket));
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using FaultConnection connection = new(socket);
        try
        {
            while (await connection.ReadHeadAsync(_stop.Token))
            {
                if (connection.IsRecognition)
                {
                    Interlocked.Increment(ref _recognitions);
                    await _fault.Play(connection, _stop.Token);
                    return;
                }
                await connection.ReadBodyAsync(_stop.Token);
                await connection.SendAsync(Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Models.Length}\r\n\r\n{Models}"), _stop.Token);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client went, or the server stops: both end the connection.
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
