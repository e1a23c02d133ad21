using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SttPowerShell.Faults;

/// <summary>One connection of a client, on which the server can read and misbehave byte by byte.</summary>
public sealed class FaultConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private byte[] _ahead = [];

    internal FaultConnection(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: false);
    }

    /// <summary>The request's first line and headers, once <see cref="ReadHeadAsync"/> has read them.</summary>
    public string Head { get; private set; } = "";

    public bool IsRecognition => Head.StartsWith("POST ", StringComparison.Ordinal) && Head.Contains("/v1/recognize", StringComparison.Ordinal);

    /// <summary>Which exchange of an asynchronous recognition the request is; null for none.</summary>
    public JobExchange? Job => Head.StartsWith("POST /v1/recognitions", StringComparison.Ordinal) ? JobExchange.Create
        : Head.StartsWith("GET /v1/recognitions/", StringComparison.Ordinal) ? JobExchange.Check
        : null;

    private bool ExpectsContinue => Head.Contains("Expect: 100-continue", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads up to the blank line. False if the client went before.</summary>
    public async Task<bool> ReadHeadAsync(CancellationToken cancel)
    {
        List<byte> read = [];
        byte[] buffer = new byte[4096];
        while (true)
        {
            int count = await _stream.ReadAsync(buffer, cancel);
            if (count == 0) return false;
            read.AddRange(buffer.AsSpan(0, count));
            int end = read.ToArray().AsSpan().IndexOf("\r\n\r\n"u8);
            if (end < 0) continue;
            Head = Encoding.ASCII.GetString(read.ToArray(), 0, end + 2);
            _ahead = read.ToArray()[(end + 4)..];
            return true;
        }
    }

    /// <summary>Reads the request's body, or at most so many bytes of it as it is sent.</summary>
    public async Task<long> ReadBodyAsync(CancellationToken cancel, long atMost = long.MaxValue)
    {
        if (ExpectsContinue) await SendAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancel);
        long length = HeaderNumber("Content-Length") ?? (Head.Contains("chunked", StringComparison.OrdinalIgnoreCase) ? long.MaxValue : 0);
        long read = _ahead.Length;
        byte[] buffer = new byte[64 * 1024];
        byte[] tail = _ahead;
        while (read < Math.Min(length, atMost) && !(length == long.MaxValue && tail.AsSpan().EndsWith("0\r\n\r\n"u8)))
        {
            int count = await _stream.ReadAsync(buffer, cancel);
            if (count == 0) break;
            read += count;
            tail = buffer[Math.Max(0, count - 5)..count];
        }
        return read;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel) => await _stream.WriteAsync(bytes, cancel);

    /// <summary>Ends the connection in an orderly way: the client sees the end of the stream.</summary>
    public void Close()
    {
        try { _socket.Shutdown(SocketShutdown.Send); }
        catch (SocketException) { } // the client was faster
    }

    /// <summary>Breaks the connection: the client sees a reset.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Close();
    }

    /// <summary>Falls silent until the client gives up.</summary>
    public async Task StallAsync(CancellationToken cancel)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (await _stream.ReadAsync(buffer, cancel) > 0)
            {
            }
        }
        catch (IOException)
        {
        }
    }

    private long? HeaderNumber(string name)
    {
        string? line = Head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        return line is null ? null : long.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }
}
