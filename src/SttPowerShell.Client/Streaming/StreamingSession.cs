using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Streaming;

/// <summary>A message of the service that tells something, as it came and read.</summary>
/// <param name="Json">UTF-8, good only until the receiver returns.</param>
/// <param name="Content">The same, read.</param>
internal readonly record struct StreamingMessage(ReadOnlyMemory<byte> Json, SpeechRecognitionResults Content);

/// <summary>
/// One request over a WebSocket (contract section 6). One task sends, another receives; the first to fail stops the
/// other. It has succeeded only when the service says a second time that it is listening.
/// </summary>
/// <param name="connection">The connection, which the caller disposes.</param>
/// <param name="options">The limits.</param>
/// <param name="patience">How long the service may say nothing once it has all the audio.</param>
/// <param name="deliver">Takes each message; while it doesn't return, nothing more is received.</param>
internal sealed class StreamingSession(
    StreamingConnection connection,
    SpeechToTextOptions options,
    TimeSpan patience,
    Func<StreamingMessage, CancellationToken, ValueTask> deliver) : IDisposable
{
    /// <summary>A service that breaks the connection may have said why just before.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly IdleLimit _idle = new(options.Clock);
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _gate = new();
    private bool _stopSent;
    private bool _delivering;
    private long _sent;
    private int _received;

    private ExchangeErrors Errors => connection.Errors;

    private string Progress => string.Create(CultureInfo.InvariantCulture,
        $"after {Interlocked.Read(ref _sent)} bytes of audio were sent and {_received} messages received");

    /// <summary>Sends a segment and receives all results.</summary>
    /// <returns>False if the segment had so little audio that the request was given up.</returns>
    /// <exception cref="SttApiException">The service reported an error.</exception>
    /// <exception cref="SttTransportException">
    /// The connection was lost or closed too early, a limit ran out, or the audio can't be read.
    /// </exception>
    public async Task<bool> RunAsync(ReadOnlyMemory<byte> start, AudioSegment audio, CancellationToken cancel)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, _idle.Token);
        _idle.Restart(options.IdleTimeout);
        Task receiving = ReceiveAllAsync(stop.Token);
        Task<bool> sending = SendAllAsync(start, audio, stop.Token);
        try
        {
            await Task.WhenAny(sending, receiving).ConfigureAwait(false);
            if (IsConnectionLost(sending))
            {
                await Task.WhenAny(receiving, Task.Delay(LastWords, options.Clock, stop.Token)).ConfigureAwait(false);
            }

            if (!receiving.IsFaulted && !await sending.ConfigureAwait(false)) return false;
            await receiving.ConfigureAwait(false);
            await connection.CloseAsync(cancel).ConfigureAwait(false);
            return true;
        }
        catch (Exception e)
        {
            cancel.ThrowIfCancellationRequested();
            Exception clear = Translate(e);
            if (ReferenceEquals(clear, e)) throw;
            throw clear;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(sending, receiving).ContinueWith(
                static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.None,
                TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    public void Dispose() => _idle.Dispose();

    private async Task<bool> SendAllAsync(ReadOnlyMemory<byte> start, AudioSegment audio, CancellationToken stop)
    {
        await SendAsync(start, WebSocketMessageType.Text, stop).ConfigureAwait(false);

        // Audio may be sent before, but a live source would be read in vain if the request is refused.
        await _listening.Task.WaitAsync(stop).ConfigureAwait(false);
        while (true)
        {
            ReadOnlyMemory<byte> piece = await audio.NextAsync(stop).ConfigureAwait(false);
            if (piece.IsEmpty) break;
            await SendAsync(piece, WebSocketMessageType.Binary, stop).ConfigureAwait(false);
            Interlocked.Add(ref _sent, piece.Length);
        }

        if (audio.IsTooShort) return false;
        Arm(stopSent: true);
        await SendAsync(StartMessage.Stop, WebSocketMessageType.Text, stop).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// Sends a message under the limit, which doesn't count while it is ourselves who take no results: the service
    /// then has every right not to go on reading.
    /// </summary>
    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, CancellationToken stop)
    {
        ValueTask sending = connection.SendAsync(bytes, type, stop);
        if (sending.IsCompleted)
        {
            await sending.ConfigureAwait(false);
            return;
        }

        Task sent = sending.AsTask();
        while (true)
        {
            try
            {
                await sent.WaitAsync(options.SendTimeout, options.Clock, stop).ConfigureAwait(false);
                return;
            }
            catch (TimeoutException) when (Volatile.Read(ref _delivering))
            {
            }
            catch (TimeoutException e)
            {
                throw Errors.TimedOut("took no more of the audio", options.SendTimeout, Progress, e);
            }
        }
    }

    private async Task ReceiveAllAsync(CancellationToken stop)
    {
        while (true)
        {
            (WebSocketMessageType type, ReadOnlyMemory<byte> bytes) =
                await connection.ReceiveAsync(stop).ConfigureAwait(false);
            if (type == WebSocketMessageType.Close)
            {
                (int code, string reason) = connection.Closed ?? (1005, "");
                throw Errors.Closed(code, reason, Progress);
            }

            if (type == WebSocketMessageType.Binary) throw Errors.Invalid("a binary message", null, null);
            SpeechRecognitionResults content = Read(bytes);
            if (content.IsFailure()) throw Errors.FailedStreaming(content, Progress);
            if (content.State == SpeechRecognitionResults.Listening)
            {
                if (IsFinished()) return;
                continue;
            }

            _received++;
            Arm(delivering: true);
            await deliver(new StreamingMessage(bytes, content), stop).ConfigureAwait(false);
            Arm(delivering: false);
        }
    }

    /// <summary>What a "listening" means: the first lets audio flow, the next is the end of the results.</summary>
    private bool IsFinished()
    {
        if (!_listening.Task.IsCompleted)
        {
            _listening.SetResult();
            Arm();
            return false;
        }

        lock (_gate)
        {
            if (_stopSent) return true;
        }

        throw Errors.Invalid($"it was done with the request {Progress}, before all had been sent", "listening", null);
    }

    private SpeechRecognitionResults Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json.Span, WireJson.Plain.SpeechRecognitionResults)
                ?? throw Errors.Invalid("null", "null", null);
        }
        catch (JsonException e)
        {
            const int Shown = 160;
            string head = PlainText.OneLine(Encoding.UTF8.GetString(json.Span[..Math.Min(json.Length, Shown)]));
            throw Errors.Invalid(AnswerReader.Detail(e), head, e);
        }
    }

    /// <summary>
    /// The service owes something before it is listening, and once it has all the audio; but nothing while its last
    /// message isn't taken.
    /// </summary>
    private void Arm(bool? stopSent = null, bool? delivering = null)
    {
        lock (_gate)
        {
            _stopSent = stopSent ?? _stopSent;
            Volatile.Write(ref _delivering, delivering ?? _delivering);
            if (_delivering || (_listening.Task.IsCompleted && !_stopSent)) _idle.Pause();
            else _idle.Restart(_stopSent ? patience : options.IdleTimeout);
        }
    }

    private static bool IsConnectionLost(Task sending)
        => sending.IsFaulted && sending.Exception.InnerException is WebSocketException or IOException
            and not SttTransportException;

    private Exception Translate(Exception exception)
    {
        if (exception is SttApiException) return exception;
        if (exception is SttTransportException own) return own.Operation.Length > 0 ? own : Errors.Adopt(own);
        if (_idle.RanOut) return Errors.TimedOut("sent nothing", _idle.Limit, Progress, exception);
        bool lost = exception is IOException || exception.InnerException is IOException
            || exception is WebSocketException { WebSocketErrorCode: WebSocketError.ConnectionClosedPrematurely };
        return exception switch
        {
            InvalidDataException => Errors.Invalid(exception.Message, null, exception),
            _ when lost => Errors.Lost(Progress, TransportFaults.Reason(exception), exception),
            WebSocketException => Errors.Invalid(TransportFaults.Reason(exception), null, exception),
            _ => exception,
        };
    }
}
