using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Recognition.Live;

namespace SttPowerShell.LocalService.Api.WebSockets;

/// <summary>
/// One request of a connection, from its start message to the second <c>listening</c>. Audio is taken as fast as the
/// recogniser takes it, and the recogniser works as fast as the client takes results.
/// </summary>
internal sealed class LiveRequest : IAsyncDisposable
{
    /// <summary>Bytes of audio that one request may send: 100 MB.</summary>
    internal const long LargestAudio = 100 * 1024 * 1024;

    /// <summary>Bytes that wait for the recogniser at most: 8 s at 16 kHz.</summary>
    private const int Ahead = 256 * 1024;

    private const double DefaultMetricsInterval = 1;

    private readonly Pipe _audio = new(new PipeOptions(
        pauseWriterThreshold: Ahead, resumeWriterThreshold: Ahead / 2, useSynchronizationContext: false));

    private readonly ILiveRecognizer _recognizer;
    private readonly OutgoingMessages _messages;
    private readonly RequestedRecognition _requested;
    private readonly string? _contentType;
    private readonly RecognitionProgress _progress;
    private readonly TimeProvider _clock;
    private readonly Action _sentResult;
    private readonly CancellationTokenSource _ended;
    private List<string> _warnings;
    private long _bytes;

    /// <param name="services">What it works with.</param>
    /// <param name="requested">What to recognise with.</param>
    /// <param name="contentType">The audio's type; null to tell it by the first bytes.</param>
    /// <param name="warnings">What the first result tells beside itself.</param>
    /// <param name="sentResult">Called after each result.</param>
    /// <param name="cancel">Ends all of its work.</param>
    public LiveRequest(
        LiveServices services, RequestedRecognition requested, string? contentType, IEnumerable<string> warnings,
        Action sentResult, CancellationToken cancel)
    {
        _recognizer = services.Recognizer;
        _messages = services.Messages;
        _clock = services.Clock;
        _requested = requested;
        _contentType = contentType;
        _warnings = [.. warnings];
        _sentResult = sentResult;
        _progress = new RecognitionProgress(_clock);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Completion = RunAsync(_ended.Token);
    }

    /// <summary>Ends when all results were sent and the client may begin another request.</summary>
    public Task Completion { get; }

    /// <summary>Whether all audio was sent.</summary>
    public bool IsStopped { get; private set; }

    private RecognitionParameters Parameters => _requested.Recognition.Parameters;

    /// <summary>Takes audio, and waits while the recogniser has enough of it.</summary>
    /// <exception cref="RequestRefusedException">The request has more bytes than it may.</exception>
    public async Task WriteAsync(ReadOnlyMemory<byte> audio, CancellationToken cancel)
    {
        _bytes += audio.Length;
        if (_bytes > LargestAudio)
        {
            throw new RequestRefusedException(StatusCodes.Status413PayloadTooLarge,
                $"Session closed. Reason: Payload exceeds the {LargestAudio} bytes limit.");
        }
        _progress.Begin();
        // A reader that has failed is told by Completion.
        await _audio.Writer.WriteAsync(audio, cancel).ConfigureAwait(false);
    }

    /// <summary>All audio was sent.</summary>
    public ValueTask StopAsync()
    {
        IsStopped = true;
        return _audio.Writer.CompleteAsync();
    }

    /// <summary>Ends its work, whatever it is at.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        // The caller has more to do than to wait for the recogniser's first steps.
        await Task.Yield();
        try
        {
            await _messages.SendStateAsync(cancel).ConfigureAwait(false);
            using CancellationTokenSource recognized = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            Task measuring = Parameters.ProcessingMetrics is true ? MeasureAsync(recognized.Token) : Task.CompletedTask;
            try
            {
                await RecognizeAsync(cancel).ConfigureAwait(false);
            }
            finally
            {
                await recognized.CancelAsync().ConfigureAwait(false);
                await measuring.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            await _messages.SendStateAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            // A writer that waits for room is let go.
            await _audio.Reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    private async Task RecognizeAsync(CancellationToken cancel)
    {
        Stream audio = _audio.Reader.AsStream(leaveOpen: true);
        IAsyncEnumerable<SpeechRecognitionResults> parts = _recognizer.RecognizeLiveAsync(
            audio, _contentType, _requested.Recognition, _progress, cancel);
        if (Parameters is { InterimResults: true, Redaction: not true })
        {
            int next = 0;
            await foreach (SpeechRecognitionResults part in parts.ConfigureAwait(false))
            {
                if (part.Results is [{ Final: true }, ..]) next = part.ResultIndex!.Value + 1;
                await SendAsync(part with { ResultIndex = part.ResultIndex ?? next }, cancel).ConfigureAwait(false);
            }
            await DrainAsync(audio, cancel).ConfigureAwait(false);
        }
        else
        {
            SpeechRecognitionResults whole =
                await TellBeginsAsync(parts, cancel).JoinAsync().ConfigureAwait(false);
            await DrainAsync(audio, cancel).ConfigureAwait(false);
            await SendAsync(whole, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Sends at once that speech begins, and gives what has to wait for the end.</summary>
    private async IAsyncEnumerable<SpeechRecognitionResults> TellBeginsAsync(
        IAsyncEnumerable<SpeechRecognitionResults> parts, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (SpeechRecognitionResults part in parts.ConfigureAwait(false))
        {
            if (part.Results is [{ SpeechBeginEvent: not null }]) await SendAsync(part, cancel).ConfigureAwait(false);
            else yield return part;
        }
    }

    /// <summary>A file may have more bytes than audio; the request ends when the client says so.</summary>
    private static Task DrainAsync(Stream audio, CancellationToken cancel) => audio.CopyToAsync(Stream.Null, cancel);

    private async Task SendAsync(SpeechRecognitionResults results, CancellationToken cancel)
    {
        _warnings.AddRange(results.Warnings ?? []);
        results = results with
        {
            Results = results.Results ?? [],
            Warnings = _warnings.Count > 0 ? _warnings : null,
            ProcessingMetrics = Parameters.ProcessingMetrics is true ? _progress.Measure(periodic: false) : null,
        };
        _warnings = [];
        await _messages.SendAsync(results, WireJson.Plain.SpeechRecognitionResults, cancel).ConfigureAwait(false);
        _sentResult();
    }

    private async Task MeasureAsync(CancellationToken cancel)
    {
        TimeSpan interval = TimeSpan.FromSeconds(Math.Min(
            Parameters.ProcessingMetricsInterval ?? DefaultMetricsInterval, TimeSpan.FromDays(1).TotalSeconds));
        while (true)
        {
            await Task.Delay(interval, _clock, cancel).ConfigureAwait(false);
            if (!_progress.HasBegun) continue;
            await _messages.SendAsync(
                new() { ProcessingMetrics = _progress.Measure(periodic: true) },
                WireJson.Plain.SpeechRecognitionResults, cancel).ConfigureAwait(false);
        }
    }
}
