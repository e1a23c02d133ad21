using System.Buffers;
using System.Net.WebSockets;
using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Api.WebSockets;

/// <summary>
/// The requests of one connection, one after the other (contract section 6). What the client sends is read only when
/// there is something to do with it, so a fast sender is slowed down by the network itself.
/// </summary>
internal sealed class LiveSession(
    LiveConnection connection, LiveServices services, ConnectionParameters parameters, Guid owner,
    CustomModelResolver resolver) : IAsyncDisposable
{
    /// <summary>Bytes of audio that may come before its start message.</summary>
    private const int MostBefore = LiveConnection.LargestMessage;

    private readonly ArrayBufferWriter<byte> _before = new();
    private readonly SessionTimer _timer = new(services.Clock);
    private readonly RecognitionArguments _arguments = new();
    private string? _contentType;
    private LiveRequest? _request;

    /// <summary>Serves requests until the client closes the connection.</summary>
    /// <exception cref="RequestRefusedException">The client did something wrong.</exception>
    /// <exception cref="WebSocketException">The client has gone.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (await NextAsync(cancel).ConfigureAwait(false) is { } part)
        {
            if (part.IsText) await ActAsync(ClientMessage.Parse(part.Bytes), cancel).ConfigureAwait(false);
            else if (part.IsEmptyMessage) await StopAsync().ConfigureAwait(false);
            else await TakeAsync(part.Bytes, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the request that goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        if (_request is not null) await _request.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The next part of what the client sends; null when it closes the connection.</summary>
    private async Task<ReceivedPart?> NextAsync(CancellationToken cancel)
    {
        Task<ReceivedPart?> next = connection.ReceiveAsync();
        if (_request is { IsStopped: true } stopped)
        {
            // Whatever comes waits until its results are sent, but not a client that leaves.
            await Task.WhenAny(next, stopped.Completion).WaitAsync(cancel).ConfigureAwait(false);
            bool leaves = next.IsFaulted || (next.IsCompletedSuccessfully && await next.ConfigureAwait(false) is null);
            if (!leaves) await EndRequestAsync(stopped, cancel).ConfigureAwait(false);
        }
        if (next.IsCompleted) return await connection.TakeAsync().ConfigureAwait(false);
        Task late = _timer.Start();
        Task? failed = _request?.Completion;
        Task first = await Task.WhenAny(failed is null ? [next, late] : [next, late, failed])
            .WaitAsync(cancel).ConfigureAwait(false);
        _timer.Stop();
        if (first == failed) await failed.ConfigureAwait(false);
        if (first == late) throw TimedOut();
        return await connection.TakeAsync().ConfigureAwait(false);
    }

    private async Task EndRequestAsync(LiveRequest request, CancellationToken cancel)
    {
        await request.Completion.WaitAsync(cancel).ConfigureAwait(false);
        _request = null;
        await request.DisposeAsync().ConfigureAwait(false);
    }

    private RequestRefusedException TimedOut() => new(
        StatusCodes.Status408RequestTimeout,
        _request is null
            ? "Session timed out."
            : $"Session timed out, no data received in the last {SessionTimer.Limit.TotalSeconds} seconds.");

    private Task ActAsync(ClientMessage message, CancellationToken cancel) => message.Action switch
    {
        ClientAction.Start => StartAsync(message, cancel),
        ClientAction.Stop => StopAsync(),
        _ => Task.CompletedTask,
    };

    private async Task StartAsync(ClientMessage message, CancellationToken cancel)
    {
        if (_request is not null)
        {
            throw Refused("A request is going on. Send a stop message, or an empty binary one, before the next start.");
        }
        string[] ofConnection = [.. message.Arguments.Names.Where(ConnectionParameters.IsOfConnection)];
        RecognitionArguments own = message.Arguments.Without(ofConnection);
        // What a request doesn't say is as in the one before.
        _arguments.Add(own);
        _contentType = message.ContentType ?? _contentType;
        RequestedRecognition requested = await parameters.ResolveAsync(_arguments, owner, resolver, cancel)
            .ConfigureAwait(false);
        requested = requested with
        {
            Recognition = requested.Recognition with { IsLive = true },
            Unknown = [.. requested.Unknown.Where(own.Names.Contains), .. ofConnection],
        };
        _request = new LiveRequest(
            services, requested, _contentType, [.. parameters.Warnings(), .. requested.Warnings()], _timer.Extend,
            cancel);
        if (_before.WrittenCount == 0) return;
        await _request.WriteAsync(_before.WrittenMemory.ToArray(), cancel).ConfigureAwait(false);
        _before.Clear();
    }

    /// <summary>A second stop, as of a client that sends both forms of it, changes nothing.</summary>
    private async Task StopAsync()
    {
        if (_request is not null) await _request.StopAsync().ConfigureAwait(false);
        else if (_before.WrittenCount > 0) throw Refused("Audio came without a start message, which it needs.");
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> audio, CancellationToken cancel)
    {
        if (_request is not null)
        {
            await _request.WriteAsync(audio, cancel).ConfigureAwait(false);
            return;
        }
        if (_before.WrittenCount + audio.Length > MostBefore)
        {
            throw Refused($"Session closed. Reason: more than {MostBefore} bytes of audio came before a start message.");
        }
        _before.Write(audio.Span);
    }

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
