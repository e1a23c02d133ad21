using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Polly;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Streaming;

/// <summary>
/// Recognises one audio over one WebSocket after the other: a request carries 100 MB, and connections get lost. What
/// has no final result yet is sent again; where that can't be done, it ends with an error, or with a warning that
/// names the gap. Its results are read once.
/// </summary>
internal sealed class LiveRecognition
{
    /// <summary>Messages that wait for a slow reader, before nothing more is received.</summary>
    private const int Backlog = 64;

    private readonly SpeechToTextOptions _options;
    private readonly RequestPipeline _pipeline;
    private readonly StreamedBody _audio;
    private readonly string? _contentType;
    private readonly RecognitionParameters _parameters;
    private readonly bool _raw;
    private readonly bool _keepTimestamps;
    private readonly ServiceRequest _handshake;
    private readonly ResiliencePipeline _retry;
    private readonly Channel<StreamedResults> _messages = Channel.CreateBounded<StreamedResults>(
        new BoundedChannelOptions(Backlog) { SingleReader = true, SingleWriter = true });

    /// <summary>
    /// Seconds of audio that have to be recognised before attempts are counted anew: a service that gives one phrase
    /// and breaks the connection, again and again, isn't asked for ever.
    /// </summary>
    private const double Progress = 30;

    private Continuation _next = Continuation.Beginning;
    private double _recognized;
    private double _milestone;
    private bool _mayRepeat;

    /// <param name="options">Where, and within what limits.</param>
    /// <param name="pipeline">Makes the handshakes.</param>
    /// <param name="audio">What is recognised.</param>
    /// <param name="contentType">Null lets the service find out.</param>
    /// <param name="parameters">What is wanted.</param>
    /// <param name="raw">Whether messages are given as they come.</param>
    public LiveRecognition(
        SpeechToTextOptions options,
        RequestPipeline pipeline,
        StreamedBody audio,
        string? contentType,
        RecognitionParameters parameters,
        bool raw)
    {
        (_options, _pipeline, _audio, _contentType, _raw) = (options, pipeline, audio, contentType, raw);
        _keepTimestamps = raw || parameters.Timestamps == true;

        // Only results that come while audio is sent, and that have times, tell from where to go on. With redaction
        // there are none but final ones (contract section 5.1).
        _parameters = raw ? parameters : parameters with
        {
            InterimResults = parameters.Redaction == true ? null : true,
            Timestamps = true,
        };
        _handshake = new ServiceRequest("recognize", HttpMethod.Get, RequestPath.Of("v1", "recognize"))
        {
            Query = QueryString.Join(QueryString.From(_parameters.OfConnection()), OfConnection(parameters)),
            Repeatable = true,
            Resource = parameters.LanguageCustomizationId ?? parameters.AcousticCustomizationId ?? parameters.Model,
        };
        _retry = RetryRules.Build(options, _ => _mayRepeat);
    }

    /// <summary>The service's id of the latest connection.</summary>
    public string? TransactionId { get; private set; }

    /// <summary>
    /// All messages, as they come. The recognition was whole only if the enumeration ends without an exception; to
    /// leave it ends the connection at once.
    /// </summary>
    /// <exception cref="SttApiException">The service said no.</exception>
    /// <exception cref="SttTransportException">It could not go on.</exception>
    public async IAsyncEnumerable<StreamedResults> ResultsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        using CancellationTokenSource overall = new(_options.OverallTimeout, _options.Clock);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, overall.Token);
        Task running = RunAsync(stop.Token);
        try
        {
            await foreach (StreamedResults message in _messages.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                yield return message;
            }

            await EndAsync(running, overall.Token, cancel).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await running.ContinueWith(
                static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.None,
                TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    private async Task EndAsync(Task running, CancellationToken overall, CancellationToken cancel)
    {
        try
        {
            await running.ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (
            overall.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            ExchangeErrors errors = new(_handshake, _options.Endpoint, 1, _options, header: null);
            throw errors.OutOfTime(_options.OverallTimeout, e);
        }
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await using AudioFeed feed = AudioFeed.Open(_audio, _options.Streaming);
            bool finished = false;

            while (!finished)
            {
                finished = await _retry.ExecuteAsync(
                    async token => await RecognizePartAsync(feed, token).ConfigureAwait(false), cancel)
                    .ConfigureAwait(false);
            }
        }
        finally
        {
            _messages.Writer.Complete();
        }
    }

    /// <summary>Recognises as much as one connection allows. True if that was all.</summary>
    private async Task<bool> RecognizePartAsync(AudioFeed feed, CancellationToken cancel)
    {
        _mayRepeat = false;
        Continuation part = _next;
        ResultTimeline timeline = new(part.Offset, part.Index, _keepTimestamps);
        AudioSegment segment = new(feed, _contentType, part.Position, Layout(feed), _options.Streaming);
        using StreamingConnection connection = await StreamingConnection.OpenAsync(
            _pipeline, _handshake, _options.Endpoint, cancel).ConfigureAwait(false);
        TransactionId = connection.Errors.TransactionId;
        TimeSpan patience = _parameters.InterimResults == true ? _options.IdleTimeout : Longer();
        using StreamingSession session = new(
            connection, _options, patience, (message, token) => DeliverAsync(message, timeline, feed, token));
        try
        {
            ReadOnlyMemory<byte> start = StartMessage.Of(_parameters, _contentType);
            bool enough = await session.RunAsync(start, segment, cancel).ConfigureAwait(false);
            if (!enough && part.Position == 0) throw TooShort(connection, feed);
            if (!segment.IsCut) return true;
            if (_raw) throw connection.Errors.Adopt(RawTooLong(feed));
            _next = Continuation.AfterCut(Layout(feed)!, timeline, segment.Start, feed);
            return false;
        }
        catch (Exception e) when (_options.MaxRetries > 0 && !_raw && MayPass(e, connection))
        {
            bool progress = await ResumeAsync(e, timeline, segment, feed, cancel).ConfigureAwait(false);
            if (progress) return false;
            throw;
        }
    }

    /// <summary>Finds where to go on after a loss.</summary>
    /// <returns>Whether something was gained, so that the attempts are counted anew.</returns>
    private async Task<bool> ResumeAsync(
        Exception loss, ResultTimeline timeline, AudioSegment segment, AudioFeed feed, CancellationToken cancel)
    {
        // A session that ended because the source fell silent is not opened again before there is something to send.
        bool wasIdle = false;
        if (loss is SttApiException { Status: HttpStatusCode.RequestTimeout })
        {
            ValueTask sound = feed.WaitAsync(cancel);
            wasIdle = !sound.IsCompleted;
            await sound.ConfigureAwait(false);
        }

        if (Continuation.AfterLoss(Layout(feed), timeline, segment.Start, feed) is not { } next) return false;
        if (next.Warning is not null) await WarnAsync(next.Warning, cancel).ConfigureAwait(false);
        if (next.Position == 0 && next.Index < timeline.NextIndex) await TakeBackAsync(cancel).ConfigureAwait(false);
        _mayRepeat = true;
        _next = next;
        if (!wasIdle && next.Offset - _milestone < Progress) return false;
        _milestone = next.Offset;
        return true;
    }

    private async ValueTask DeliverAsync(
        StreamingMessage message, ResultTimeline timeline, AudioFeed feed, CancellationToken cancel)
    {
        SpeechRecognitionResults placed = timeline.Place(message.Content);
        if (Layout(feed) is { } layout) feed.Release(layout.PositionAt(timeline.EarlierEnd));
        _recognized = Math.Max(
            _recognized, placed.ProcessingMetrics?.ProcessedAudio?.Transcription ?? timeline.LatestEnd);
        string? json = _raw ? Encoding.UTF8.GetString(message.Json.Span) : null;
        await _messages.Writer.WriteAsync(new StreamedResults(placed, json, _recognized), cancel)
            .ConfigureAwait(false);
    }

    private ValueTask WarnAsync(string warning, CancellationToken cancel)
        => _messages.Writer.WriteAsync(
            new StreamedResults(new SpeechRecognitionResults { Warnings = [warning] }, null, _recognized), cancel);

    private ValueTask TakeBackAsync(CancellationToken cancel)
        => _messages.Writer.WriteAsync(
            new StreamedResults(new SpeechRecognitionResults { ResultIndex = 0, Results = [] }, null, 0), cancel);

    /// <summary>What other requests have in headers a WebSocket has in its URL (contract section 6).</summary>
    private static string OfConnection(RecognitionParameters parameters) => QueryString.Of(
        ("x-watson-metadata", parameters.CustomerId is { } id ? $"customer_id={id}" : null),
        ("x-watson-learning-opt-out", parameters.LearningOptOut ? "true" : null));

    private SampleLayout? Layout(AudioFeed feed) => SampleLayout.Find(_contentType, feed.Head);

    /// <summary>
    /// Without interim results the service may say nothing until it has recognised all that it has.
    /// </summary>
    private TimeSpan Longer()
        => _options.SendTimeout == Timeout.InfiniteTimeSpan || _options.SendTimeout > _options.IdleTimeout
            ? _options.SendTimeout
            : _options.IdleTimeout;

    /// <summary>Whether another connection may get further.</summary>
    private static bool MayPass(Exception exception, StreamingConnection connection) => exception switch
    {
        SttApiException { Status: HttpStatusCode.RequestTimeout } => true,
        SttApiException refused when IsAboutTheToken(refused) => connection.Errors.InvalidateToken(),
        _ => RetryRules.IsPassing(exception),
    };

    private static bool IsAboutTheToken(SttApiException refused)
        => (refused.Status == HttpStatusCode.Unauthorized
                || refused.ServiceMessage.Contains("token", StringComparison.OrdinalIgnoreCase))
            && !refused.ServiceMessage.Contains("customization", StringComparison.OrdinalIgnoreCase);

    private SttTransportException TooShort(StreamingConnection connection, AudioFeed feed)
        => connection.Errors.Adopt(new SttTransportException(
            TransportFailure.TooShort,
            string.Create(CultureInfo.InvariantCulture,
                $"{feed.Name} ended after {feed.Position} bytes, and the service needs at least "
                + $"{_options.Streaming.LeastRequest}.")));

    private SttTransportException RawTooLong(AudioFeed feed) => new(
        TransportFailure.TooLong,
        string.Create(CultureInfo.InvariantCulture,
            $"{feed.Name} is longer than the {_options.Streaming.Request} bytes that one request may carry, and the "
            + $"service's own messages are given for one request only."));
}
