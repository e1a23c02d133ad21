using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>A WebSocket to <c>/v1/recognize</c>, whose messages are looked at as they come.</summary>
internal sealed class LiveClient : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public string? CloseReason => _socket.CloseStatusDescription;

    public IReadOnlyDictionary<string, IEnumerable<string>>? Headers => _socket.HttpResponseHeaders;

    public int HandshakeStatus => (int)_socket.HttpStatusCode;

    /// <summary>Connects with the headers and to the address of an HTTP client.</summary>
    public static async Task<LiveClient> ConnectAsync(HttpClient http, string query = "")
    {
        LiveClient client = new();
        client._socket.Options.SetRequestHeader(
            "Authorization", http.DefaultRequestHeaders.Authorization!.ToString());
        await client.OpenAsync(http, query);
        return client;
    }

    /// <summary>Tries to connect without credentials in a header.</summary>
    public async Task OpenAsync(HttpClient http, string query)
    {
        using CancellationTokenSource limit = new(Limit);
        _socket.Options.CollectHttpResponseDetails = true;
        UriBuilder address = new(new Uri(http.BaseAddress!, $"/v1/recognize{query}")) { Scheme = "ws" };
        await _socket.ConnectAsync(address.Uri, limit.Token);
    }

    public Task StartAsync(string more = "") => SendAsync(
        $$"""{"action":"start","content-type":"audio/l16;rate=16000"{{(more.Length > 0 ? "," : "")}}{{more}}}""");

    public Task StopAsync() => SendAsync("""{"action":"stop"}""");

    public Task SendAsync(string text)
        => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true);

    public Task SendAsync(byte[] audio, bool endOfMessage = true)
        => SendAsync(audio, WebSocketMessageType.Binary, endOfMessage);

    /// <summary>The next message; null when the service closes the connection.</summary>
    public async Task<JsonNode?> ReceiveAsync()
        => await ReceiveTextAsync() is { } text ? JsonNode.Parse(text) : null;

    /// <summary>The same as it is on the wire.</summary>
    public async Task<string?> ReceiveTextAsync()
    {
        using CancellationTokenSource limit = new(Limit);
        byte[] buffer = new byte[1024 * 1024];
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(buffer.AsMemory(length), limit.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
            if (part.EndOfMessage) return Encoding.UTF8.GetString(buffer.AsSpan(0, length));
        }
    }

    public async Task ExpectAsync(string json) => Assert.Equal(json, (await ReceiveAsync())?.ToJsonString());

    public Task ExpectListeningAsync() => ExpectAsync("""{"state":"listening"}""");

    /// <summary>The messages up to the next <c>listening</c>.</summary>
    public async Task<IReadOnlyList<JsonNode>> ReceiveResultsAsync()
    {
        List<JsonNode> messages = [];
        while (true)
        {
            JsonNode? message = await ReceiveAsync();
            Assert.True(message is not null, $"{CloseStatus} {CloseReason}");
            Assert.Null(message["error"]?.ToString());
            if (message["state"] is not null) return messages;
            messages.Add(message);
        }
    }

    /// <summary>Waits for the error that ends the connection, over whatever comes before.</summary>
    public async Task AssertErrorAsync(string error)
    {
        JsonNode? message;
        do message = await ReceiveAsync();
        while (message is not null && message["error"] is null);
        Assert.Equal(error, (string?)message?["error"]);
        Assert.Null(await ReceiveAsync());
        Assert.Equal(WebSocketCloseStatus.InternalServerError, CloseStatus);
        Assert.Equal("see the previous message for the error details.", CloseReason);
    }

    /// <summary>Closes and waits for the service to do so too.</summary>
    public async Task CloseAsync()
    {
        using CancellationTokenSource limit = new(Limit);
        await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, CloseStatus);
    }

    /// <summary>Goes without a word.</summary>
    public void Abort() => _socket.Abort();

    public void Dispose() => _socket.Dispose();

    private async Task SendAsync(byte[] bytes, WebSocketMessageType type, bool endOfMessage)
    {
        using CancellationTokenSource limit = new(Limit);
        await _socket.SendAsync(bytes, type, endOfMessage, limit.Token);
    }
}
