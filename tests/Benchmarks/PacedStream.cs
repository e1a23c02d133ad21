using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace SttPowerShell.Benchmarks;

/// <summary>What one live recognition took.</summary>
/// <param name="Lag">Seconds from the last byte of audio to the end of the results.</param>
/// <param name="Drafts">How many interim results came.</param>
internal sealed record StreamTimes(double Lag, int Drafts);

/// <summary>A live recognition with as little client as there can be.</summary>
internal static class PacedStream
{
    private const string Start = """{"action":"start","content-type":"audio/l16;rate=16000","interim_results":true}""";

    /// <param name="service">The service.</param>
    /// <param name="samples">16 kHz, 16 bits.</param>
    /// <param name="paced">Whether they come as they are spoken, or at once.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<StreamTimes> RunAsync(
        RunningService service, ReadOnlyMemory<byte> samples, bool paced, CancellationToken cancel)
    {
        using ClientWebSocket socket = new();
        socket.Options.SetRequestHeader("Authorization", service.Http.DefaultRequestHeaders.Authorization!.ToString());
        await socket.ConnectAsync(
            new UriBuilder(new Uri(service.Http.BaseAddress!, "/v1/recognize")) { Scheme = "ws" }.Uri, cancel);
        await SendAsync(socket, Start, cancel);
        Task<int> receiving = ReceiveAsync(socket, cancel);
        await using PacedAudioStream audio = new(samples);
        byte[] piece = new byte[64 * 1024];
        for (int read; paced && (read = await audio.ReadAsync(piece, cancel)) > 0;)
            await socket.SendAsync(piece.AsMemory(0, read), WebSocketMessageType.Binary, true, cancel);
        if (!paced) await socket.SendAsync(samples, WebSocketMessageType.Binary, true, cancel);
        Stopwatch lag = Stopwatch.StartNew();
        await SendAsync(socket, """{"action":"stop"}""", cancel);
        int drafts = await receiving;
        double seconds = lag.Elapsed.TotalSeconds;
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancel);
        return new StreamTimes(seconds, drafts);
    }

    /// <summary>Receives all results, to the second "listening".</summary>
    /// <returns>How many were interim ones.</returns>
    private static async Task<int> ReceiveAsync(WebSocket socket, CancellationToken cancel)
    {
        int listening = 0, drafts = 0, finals = 0;
        byte[] buffer = new byte[1 << 20];
        while (listening < 2)
        {
            int length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), cancel);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            string text = Encoding.UTF8.GetString(buffer, 0, length);
            using JsonDocument message = part.MessageType == WebSocketMessageType.Text
                ? JsonDocument.Parse(text)
                : throw new InvalidOperationException($"The service closed the connection: {socket.CloseStatusDescription}");
            if (message.RootElement.TryGetProperty("error", out JsonElement error)) throw new InvalidOperationException($"{error}");
            if (message.RootElement.TryGetProperty("state", out _)) listening++;
            else if (message.RootElement.GetProperty("results")[0].GetProperty("final").GetBoolean()) finals++;
            else drafts++;
        }
        return finals > 0 ? drafts : throw new InvalidOperationException("There was no result.");
    }

    private static Task SendAsync(WebSocket socket, string text, CancellationToken cancel) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, cancel);
}
