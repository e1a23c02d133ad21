using System.Buffers;
using System.Net.WebSockets;

namespace SttPowerShell.LocalService.Api.WebSockets;

/// <summary>
/// The receiving side of a connection, and its end. To cancel a receive would break the connection, and nothing could
/// be told any more: so there is one receive at a time, which goes on until something comes.
/// </summary>
internal sealed class LiveConnection(WebSocket socket, OutgoingMessages messages, TimeProvider clock)
{
    /// <summary>Bytes of a frame at most: 4 MB (contract section 6).</summary>
    internal const int LargestMessage = 4 * 1024 * 1024;

    private const int BufferSize = 32 * 1024;

    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly ArrayBufferWriter<byte> _text = new();
    private long _messageBytes;
    private Task<ReceivedPart?>? _pending;

    /// <summary>
    /// What comes next: a piece of a binary message, or a whole text message; null if the client closes. The same until
    /// it is taken.
    /// </summary>
    public Task<ReceivedPart?> ReceiveAsync() => _pending ??= ReadAsync();

    /// <summary>Takes what has come; its bytes are valid until the next is received.</summary>
    /// <exception cref="FrameTooLargeException">A frame has more bytes than it may.</exception>
    /// <exception cref="WebSocketException">The client has gone without a word.</exception>
    public Task<ReceivedPart?> TakeAsync()
    {
        Task<ReceivedPart?> taken = ReceiveAsync();
        _pending = null;
        return taken;
    }

    /// <summary>Ends the connection and waits a moment for the client to do so too.</summary>
    public async Task CloseAsync(WebSocketCloseStatus status, string? reason, TimeSpan patience)
    {
        using CancellationTokenSource limit = new(patience, clock);
        try
        {
            await messages.CloseAsync(status, reason, limit.Token).ConfigureAwait(false);
            while (socket.State == WebSocketState.CloseSent)
            {
                _text.Clear();
                _messageBytes = 0;
                await ReceiveAsync().WaitAsync(limit.Token).ConfigureAwait(false);
                _pending = null;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or FrameTooLargeException)
        {
            socket.Abort();
        }
        finally
        {
            if (_pending is not null) await ((Task)_pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<ReceivedPart?> ReadAsync()
    {
        while (true)
        {
            ValueWebSocketReceiveResult part =
                await socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            _messageBytes += part.Count;
            if (_messageBytes > LargestMessage) throw new FrameTooLargeException();
            bool isEmpty = part.EndOfMessage && _messageBytes == 0;
            if (part.EndOfMessage) _messageBytes = 0;
            if (part.MessageType == WebSocketMessageType.Binary)
            {
                if (part.Count > 0 || isEmpty) return new ReceivedPart(_buffer.AsMemory(0, part.Count), false);
                continue;
            }
            _text.Write(_buffer.AsSpan(0, part.Count));
            if (!part.EndOfMessage) continue;
            byte[] text = _text.WrittenSpan.ToArray();
            _text.Clear();
            return new ReceivedPart(text, true);
        }
    }
}

/// <summary>A whole text message or a piece of a binary one.</summary>
internal sealed record ReceivedPart(ReadOnlyMemory<byte> Bytes, bool IsText)
{
    /// <summary>Whether it is a binary message without a byte, which means stop.</summary>
    public bool IsEmptyMessage => !IsText && Bytes.IsEmpty;
}

/// <summary>A frame has more bytes than it may.</summary>
internal sealed class FrameTooLargeException()
    : Exception($"A frame may have {LiveConnection.LargestMessage} bytes at most.");
