using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace SttPowerShell.Benchmarks;

/// <summary>A WebSocket that reads the audio of each request and answers with one canned result.</summary>
internal static class StubSocket
{
    private const string Listening = """{"state":"listening"}""";

    private const string Results =
        """{"result_index":0,"results":[{"final":true,"alternatives":[{"transcript":"open the pod bay doors ","confidence":0.93}]}]}""";

    /// <param name="http">The handshake.</param>
    /// <param name="stall">How long it reads nothing once it has said that audio may come.</param>
    public static async Task ServeAsync(HttpContext http, TimeSpan stall)
    {
        using WebSocket socket = await http.WebSockets.AcceptWebSocketAsync();
        byte[] buffer = new byte[256 * 1024];
        while (true)
        {
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(), http.RequestAborted);
            if (part.MessageType == WebSocketMessageType.Close) break;
            bool isText = part.MessageType == WebSocketMessageType.Text;
            string text = isText ? Encoding.UTF8.GetString(buffer, 0, part.Count) : "";
            if (text.Contains("\"start\"", StringComparison.Ordinal))
            {
                await SendAsync(socket, Listening, http.RequestAborted);
                await Task.Delay(stall, http.RequestAborted);
            }
            // Audio ends with a message, or with an empty one.
            else if (isText || (part.Count == 0 && part.EndOfMessage))
            {
                await SendAsync(socket, Results, http.RequestAborted);
                await SendAsync(socket, Listening, http.RequestAborted);
            }
        }
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, http.RequestAborted);
    }

    private static Task SendAsync(WebSocket socket, string text, CancellationToken cancel) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, cancel);
}
