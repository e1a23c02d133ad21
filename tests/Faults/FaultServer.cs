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
    private readonly JobExchange? _exchange;
    private readonly Task _accepting;
    private int _recognitions;

    public FaultServer(Fault fault)
        : this(fault, null)
    {
    }

    /// <summary>Plays the fault on one exchange of an asynchronous recognition; the other goes well.</summary>
    public FaultServer(JobFault fault)
        : this(fault.Fault, fault.Exchange)
    {
    }

    private FaultServer(Fault fault, JobExchange? exchange)
    {
        _fault = fault;
        _exchange = exchange;
        _listener.Start();
        Uri = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Uri { get; }

    /// <summary>How many recognitions, or jobs to be created, have come, retries among them.</summary>
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
                if (connection.IsRecognition || connection.Job == JobExchange.Create) Interlocked.Increment(ref _recognitions);
                if (_exchange is null ? connection.IsRecognition : connection.Job == _exchange)
                {
                    await _fault.Play(connection, _stop.Token);
                    return;
                }
                await connection.ReadBodyAsync(_stop.Token);
                if (connection.Job is JobExchange exchange)
                {
                    await connection.SendAsync(RecordedJob.Answer(exchange), _stop.Token);
                    continue;
                }
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
