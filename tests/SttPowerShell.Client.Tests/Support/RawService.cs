using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SttPowerShell.Client.Tests.Support;

/// <summary>A TCP server that does with each connection whatever a test wants; the connection is closed afterwards.</summary>
internal sealed class RawService : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private int _connections;

    public RawService(Func<Socket, CancellationToken, Task> handle)
    {
        _listener.Start();
        Uri = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _running = AcceptAsync(handle);
    }

    public Uri Uri { get; }

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Reads one request's head, writes these bytes and closes.</summary>
    public static RawService Answering(byte[] answer) => new(async (socket, stop) =>
    {
        await ReadHeadAsync(socket, stop);
        if (answer.Length > 0) await socket.SendAsync(answer, stop);
    });

    public static RawService Answering(string answer) => Answering(Encoding.UTF8.GetBytes(answer));

    /// <summary>Reads to the empty line after the headers, and gives what was read.</summary>
    public static async Task<string> ReadHeadAsync(Socket socket, CancellationToken stop)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith(
            "\r\n\r\n", StringComparison.Ordinal) && await socket.ReceiveAsync(one, stop) == 1)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    /// <summary>Closes so that the peer sees a reset and not an end.</summary>
    public static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _running;
        _stop.Dispose();
    }

    private async Task AcceptAsync(Func<Socket, CancellationToken, Task> handle)
    {
        List<Task> running = [];
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                running.Add(ServeAsync(socket, handle));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException or SocketException)
        {
            // A listener that was stopped before the next accept says that it isn't listening.
        }

        await Task.WhenAll(running);
    }

    private async Task ServeAsync(Socket socket, Func<Socket, CancellationToken, Task> handle)
    {
        try
        {
            socket.NoDelay = true;
            await handle(socket, _stop.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The client may leave at any time.
        }
        finally
        {
            socket.Dispose();
        }
    }
}
