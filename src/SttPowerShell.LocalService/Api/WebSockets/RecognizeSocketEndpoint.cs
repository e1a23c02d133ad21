using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Recognition.Live;

namespace SttPowerShell.LocalService.Api.WebSockets;

/// <summary>Live recognition: <c>GET /v1/recognize</c> as a WebSocket (contract section 6).</summary>
internal sealed class RecognizeSocketEndpoint(
    ILiveRecognizer recognizer, CustomModelResolver resolver, TimeProvider clock, IHostApplicationLifetime lifetime,
    ILogger<RecognizeSocketEndpoint> log)
{
    private const string SeePrevious = "see the previous message for the error details.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StoppingPatience = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A client that answers no ping for so long has gone. Its answers wait behind audio that isn't read while the
    /// recogniser is busy, so this has to be longer than that takes.
    /// </summary>
    private static readonly WebSocketAcceptContext Pings = new()
    {
        KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = TimeSpan.FromMinutes(2),
    };

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/v1/recognize", (HttpContext http, RecognizeSocketEndpoint endpoint, CancellationToken cancel)
            => endpoint.ServeAsync(http, cancel))
        .WithName("recognizeUsingWebSocket").WithTags("Recognition")
        .Produces(StatusCodes.Status101SwitchingProtocols)
        .Refuses(
            StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound)
        .TakesQuery(ConnectionParameters.Names);

    private async Task ServeAsync(HttpContext http, CancellationToken cancel)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest,
                "GET is for WebSocket connections here. Send audio with POST, or connect with ws:// or wss://.");
        }
        _ = http.Request.CustomerId();
        ConnectionParameters parameters = ConnectionParameters.Read(http.Request);
        // Models are looked up now, while a refusal has a status, and for each request again.
        await parameters.ResolveAsync(new RecognitionArguments(), http.Instance().Owner, resolver, cancel)
            .ConfigureAwait(false);
        using WebSocket socket = await http.WebSockets.AcceptWebSocketAsync(Pings).ConfigureAwait(false);
        using OutgoingMessages messages = new(socket);
        LiveConnection connection = new(socket, messages, clock);
        LiveSession session = new(
            connection, new LiveServices(recognizer, messages, clock), parameters, http.Instance().Owner, resolver);
        (WebSocketCloseStatus status, string? reason) = await RunAsync(http, session, messages).ConfigureAwait(false);
        await connection.CloseAsync(status, reason,
            lifetime.ApplicationStopping.IsCancellationRequested ? StoppingPatience : Patience).ConfigureAwait(false);
    }

    /// <summary>Serves the connection, and tells how it ends.</summary>
    private async Task<(WebSocketCloseStatus Status, string? Reason)> RunAsync(
        HttpContext http, LiveSession session, OutgoingMessages messages)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, lifetime.ApplicationStopping);
        await using ConfiguredAsyncDisposable ownership = session.ConfigureAwait(false);
        try
        {
            await session.RunAsync(ended.Token).ConfigureAwait(false);
            return (WebSocketCloseStatus.NormalClosure, null);
        }
        catch (FrameTooLargeException tooLarge)
        {
            return (WebSocketCloseStatus.MessageTooBig, tooLarge.Message);
        }
        catch (Exception) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return (WebSocketCloseStatus.EndpointUnavailable, "The service is stopping.");
        }
        catch (Exception gone) when (gone is WebSocketException || http.RequestAborted.IsCancellationRequested)
        {
            return (WebSocketCloseStatus.NormalClosure, null);
        }
        catch (Exception failure)
        {
            await TellAsync(http, messages, failure).ConfigureAwait(false);
            return (WebSocketCloseStatus.InternalServerError, SeePrevious);
        }
    }

    private async Task TellAsync(HttpContext http, OutgoingMessages messages, Exception failure)
    {
        string error = ErrorAnswers.Describe(http, failure, log);
        using CancellationTokenSource limit = new(Patience, clock);
        try
        {
            await messages.SendErrorAsync(error, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // A client that takes nothing any more can't be told.
        }
    }
}
