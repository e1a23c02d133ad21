using System.Net.WebSockets;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SttPowerShell.LocalService.Api.WebSockets;

/// <summary>Sends messages over a connection, one after the other, as fast as the client takes them.</summary>
internal sealed class OutgoingMessages(WebSocket socket) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>
    /// Sends a message. To cancel ends the waiting only: a message that was begun goes on, since to cut it short would
    /// break the connection before an error could be told.
    /// </summary>
    /// <exception cref="WebSocketException">The client has gone.</exception>
    public async Task SendAsync<T>(T message, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(message, type);
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        Task sending = SendInTurnAsync(json);
        try
        {
            await sending.WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!sending.IsCompleted)
        {
            _ = sending.ContinueWith(
                static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
            throw;
        }
    }

    public Task SendStateAsync(CancellationToken cancel)
        => SendAsync(new StateMessage("listening"), StreamJson.Plain.StateMessage, cancel);

    public Task SendErrorAsync(string error, CancellationToken cancel)
        => SendAsync(new ErrorMessage(error), StreamJson.Plain.ErrorMessage, cancel);

    /// <summary>Says that nothing more is sent, after what is being sent.</summary>
    public async Task CloseAsync(WebSocketCloseStatus status, string? reason, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await socket.CloseOutputAsync(status, reason, cancel).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task SendInTurnAsync(byte[] json)
    {
        try
        {
            await socket.SendAsync(json, WebSocketMessageType.Text, true, CancellationToken.None)
                .ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}

/// <summary>The service is ready for a request's audio, and later done with it.</summary>
internal sealed record StateMessage([property: JsonPropertyName("state")] string State);

/// <summary>Why the connection ends.</summary>
internal sealed record ErrorMessage([property: JsonPropertyName("error")] string Error);

/// <summary>Source-generated JSON of messages that only a connection has.</summary>
[JsonSerializable(typeof(StateMessage))]
[JsonSerializable(typeof(ErrorMessage))]
internal sealed partial class StreamJson : JsonSerializerContext
{
    /// <summary>The context to use: errors read as over HTTP, with &lt; and &gt; as they are.</summary>
    public static StreamJson Plain { get; } =
        new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
