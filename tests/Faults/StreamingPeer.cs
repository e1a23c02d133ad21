using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace SttPowerShell.Faults;

/// <summary>The server's side of one WebSocket, step by step as a script wants it.</summary>
public sealed class StreamingPeer(HttpContext http)
{
    public const string Listening = """{"state":"listening"}""";

    private readonly byte[] _buffer = new byte[64 * 1024];
    private WebSocket? _socket;

    public HttpContext Http => http;

    /// <summary>The query of the handshake's URL, with its question mark.</summary>
    public string Query { get; } = http.Request.QueryString.Value ?? "";

    /// <summary>The headers of the handshake.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; } =
        http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The client's <c>start</c> message.</summary>
    public string Start { get; private set; } = "";

    /// <summary>The audio that has come.</summary>
    public MemoryStream Audio { get; } = new();

    /// <summary>Whether <see cref="Audio"/> keeps what comes; else it is only counted.</summary>
    public bool KeepsAudio { get; set; } = true;

    /// <summary>Bytes of audio that have come.</summary>
    public long Received { get; private set; }

    /// <summary>Accepts the handshake and reads the client's <c>start</c>.</summary>
    public async Task AcceptAsync(CancellationToken cancel)
    {
        http.Response.Headers["X-Global-Transaction-Id"] = RecordedAnswer.TransactionId;
        _socket = await http.WebSockets.AcceptWebSocketAsync();
        Start = await ReceiveAsync(cancel) ?? throw new IOException("The client closed before it began.");
    }

    /// <summary>The same, and says that audio may come.</summary>
    public async Task ListenAsync(CancellationToken cancel)
    {
        await AcceptAsync(cancel);
        await SendAsync(Listening, cancel);
    }

    /// <summary>Reads audio up to the client's <c>stop</c>, or so many bytes of it.</summary>
    /// <returns>Whether the client stopped.</returns>
    public async Task<bool> ReadAudioAsync(CancellationToken cancel, long atLeast = long.MaxValue)
    {
        while (Received < atLeast)
        {
            if (await ReceiveAsync(cancel) is string text) return text.Contains("stop", StringComparison.Ordinal);
        }
        return false;
    }

    public Task SendAsync(string text, CancellationToken cancel) =>
        _socket!.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, cancel);

    /// <summary>A message of text, whether it is UTF-8 or not.</summary>
    public Task SendTextAsync(byte[] bytes, CancellationToken cancel) =>
        _socket!.SendAsync(bytes, WebSocketMessageType.Text, true, cancel);

    public Task SendBinaryAsync(byte[] bytes, CancellationToken cancel) =>
        _socket!.SendAsync(bytes, WebSocketMessageType.Binary, true, cancel);

    /// <summary>One message in two frames, the first with so many bytes.</summary>
    public async Task SendInTwoAsync(string text, int first, CancellationToken cancel)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        await _socket!.SendAsync(bytes.AsMemory(0, first), WebSocketMessageType.Text, false, cancel);
        await _socket.SendAsync(bytes.AsMemory(first), WebSocketMessageType.Text, true, cancel);
    }

    /// <summary>A first frame that no other follows.</summary>
    public Task SendPartAsync(string text, CancellationToken cancel) =>
        _socket!.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, false, cancel);

    public Task CloseAsync(int code, string reason, CancellationToken cancel) =>
        _socket!.CloseOutputAsync((WebSocketCloseStatus)code, reason, cancel);

    /// <summary>Ends the connection without a word: close code 1006.</summary>
    public void Drop() => http.Abort();

    /// <summary>Falls silent, but reads on, until the client gives up.</summary>
    public async Task StallAsync(CancellationToken cancel)
    {
        while (_socket!.State is WebSocketState.Open or WebSocketState.CloseSent) await ReceiveAsync(cancel);
    }

    /// <summary>Waits for the client's close or its going.</summary>
    public async Task FinishAsync(CancellationToken cancel)
    {
        while (_socket!.State == WebSocketState.Open) await ReceiveAsync(cancel);
        if (_socket.State == WebSocketState.CloseReceived) await CloseAsync(1000, "", cancel);
    }

    /// <summary>The next text; null for audio and for a close.</summary>
    private async Task<string?> ReceiveAsync(CancellationToken cancel)
    {
        using MemoryStream text = new();
        while (true)
        {
            ValueWebSocketReceiveResult part = await _socket!.ReceiveAsync(_buffer.AsMemory(), cancel);
            if (part.MessageType == WebSocketMessageType.Close) throw new IOException("The client closed.");
            if (part.MessageType == WebSocketMessageType.Binary)
            {
                Received += part.Count;
                if (KeepsAudio) Audio.Write(_buffer, 0, part.Count);
                if (part.EndOfMessage) return null;
                continue;
            }
            text.Write(_buffer, 0, part.Count);
            if (part.EndOfMessage) return Encoding.UTF8.GetString(text.ToArray());
        }
    }
}
