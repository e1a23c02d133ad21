using System.Net;
using System.Net.WebSockets;
using System.Runtime.ExceptionServices;
using SttPowerShell.Client.Http;

namespace SttPowerShell.Client.Streaming;

/// <summary>
/// A WebSocket to the service. Its handshake is a request as any other: over the session's connections, with their
/// proxy, their checks of certificates, a fresh token in a header, and their errors and retries.
/// </summary>
internal sealed class StreamingConnection : IDisposable
{
    /// <summary>
    /// Keeps proxies from cutting a connection on which nobody speaks for a while; most do after a minute.
    /// </summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>How long the service may take to answer a close.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly ClientWebSocket _socket;
    private readonly MessageBuffer _message = new();

    private StreamingConnection(ClientWebSocket socket, ExchangeErrors errors)
    {
        _socket = socket;
        Errors = errors;
    }

    /// <summary>Words what goes wrong on this connection.</summary>
    public ExchangeErrors Errors { get; }

    /// <summary>How the service closed the connection, once it has.</summary>
    public (int Code, string Reason)? Closed => _socket.CloseStatus is { } code
        ? ((int)code, _socket.CloseStatusDescription ?? "")
        : null;

    /// <exception cref="SttApiException">The service refuses.</exception>
    /// <exception cref="SttTransportException">No connection came about.</exception>
    public static async Task<StreamingConnection> OpenAsync(
        RequestPipeline pipeline, ServiceRequest request, Uri endpoint, CancellationToken cancel)
    {
        ClientWebSocket socket = new();
        socket.Options.KeepAliveInterval = KeepAlive;
        using Handshake handshake = new(pipeline, request);
        using HttpMessageInvoker invoker = new(handshake, disposeHandler: false);
        try
        {
            // The handshake has the address; what is given here only needs a WebSocket's scheme.
            Uri address = new UriBuilder(endpoint) { Scheme = Uri.UriSchemeWs }.Uri;
            await socket.ConnectAsync(address, invoker, cancel).ConfigureAwait(false);
            return new StreamingConnection(socket, handshake.Errors!);
        }
        catch (Exception e)
        {
            socket.Dispose();
            cancel.ThrowIfCancellationRequested();
            handshake.Failure?.Throw();
            if (e is not WebSocketException || handshake.Errors is null) throw;
            throw handshake.Errors.Invalid(TransportFaults.Reason(e), null, e);
        }
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, CancellationToken cancel)
        => _socket.SendAsync(bytes, type, endOfMessage: true, cancel);

    /// <summary>
    /// The next message, whole, however many frames it came in; its bytes are good until the next call. Empty at a
    /// close.
    /// </summary>
    /// <exception cref="InvalidDataException">The message is longer than any of the service's.</exception>
    /// <exception cref="WebSocketException">The connection was lost, or what came is no WebSocket's.</exception>
    public async ValueTask<(WebSocketMessageType Type, ReadOnlyMemory<byte> Bytes)> ReceiveAsync(
        CancellationToken cancel)
    {
        _message.Clear();
        while (true)
        {
            ValueWebSocketReceiveResult part =
                await _socket.ReceiveAsync(_message.Room(), cancel).ConfigureAwait(false);
            _message.Advance(part.Count);
            if (part.EndOfMessage || part.MessageType == WebSocketMessageType.Close)
            {
                return (part.MessageType, _message.Bytes);
            }
        }
    }

    /// <summary>Takes leave after all has been said; a service that doesn't answer changes nothing any more.</summary>
    public async Task CloseAsync(CancellationToken cancel)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Farewell);
        try
        {
            await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException)
        {
        }
    }

    /// <summary>Ends the connection at once if it is still open.</summary>
    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
    }

    /// <summary>
    /// Lets the pipeline make the request that the WebSocket wants to make, so that a refusal's words are read.
    /// </summary>
    private sealed class Handshake(RequestPipeline pipeline, ServiceRequest request) : HttpMessageHandler
    {
        public ExchangeErrors? Errors { get; private set; }
        public ExceptionDispatchInfo? Failure { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage message, CancellationToken cancellationToken)
        {
            try
            {
                UpgradedConnection upgraded = await pipeline.UpgradeAsync(
                    request with { Upgrade = message.Headers, AlsoAnswers = HttpStatusCode.SwitchingProtocols },
                    cancellationToken).ConfigureAwait(false);
                Errors = upgraded.Errors;
                return upgraded.Response;
            }
            catch (Exception e)
            {
                Failure = ExceptionDispatchInfo.Capture(e);
                throw;
            }
        }
    }
}
