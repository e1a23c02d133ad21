using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Recognition.Live;

/// <summary>
/// One recognition, from samples to results: finds utterances in the audio as it arrives, decodes several at once while
/// later ones are still being sent, and tells the results in their order. Whatever fails first stops everything else.
/// </summary>
internal sealed class RecognitionRun : IDisposable
{
    private readonly ISpeechEngine _engine;
    private readonly RecognitionRequest _request;
    private readonly DecodingOptions _decoding;
    private readonly RecognitionProgress _progress;
    private readonly AudioMeter? _meter;
    private readonly PhraseDrafts? _drafts;
    private readonly bool _tellsBegins;
    private readonly CancellationTokenSource _stop;
    private readonly Channel<SpeechRecognitionResults> _output = Channel.CreateBounded<SpeechRecognitionResults>(1);

    /// <summary>Phrases in their order, from their first samples on if anything is told of them before their end.</summary>
    private readonly Channel<Phrase> _phrases = Channel.CreateBounded<Phrase>(Recognizer.MostAtOnce + 1);

    /// <summary>More at once would only wait for a processor, and hold their samples meanwhile.</summary>
    private readonly SemaphoreSlim _places = new(Recognizer.MostAtOnce);

    private Exception? _failure;
    private Phrase? _ongoing;
    private Task _drafting = Task.CompletedTask;

    private RecognitionRun(
        ISpeechEngine engine, RecognitionRequest request, DecodingOptions decoding, RecognitionProgress progress,
        CancellationToken cancel)
    {
        _engine = engine;
        _request = request;
        _decoding = decoding;
        _progress = progress;
        _tellsBegins = request.Parameters.SpeechBeginEvent is true;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _meter = request.Parameters.AudioMetrics is true
            ? new AudioMeter(engine.SampleRate, request.Model.Rate)
            : null;
        // Redaction turns drafts off: they would show what it hides (contract section 5.1).
        if (request.Parameters is { InterimResults: true, Redaction: not true })
        {
            _drafts = new PhraseDrafts(engine, decoding.Customization, progress);
        }
    }

    /// <summary>Recognises; see <see cref="ILiveRecognizer"/>.</summary>
    public static async IAsyncEnumerable<SpeechRecognitionResults> StartAsync(
        IPcmSource source, ISpeechEngine engine, RecognitionRequest request, DecodingOptions decoding,
        RecognitionProgress progress, [EnumeratorCancellation] CancellationToken cancel)
    {
        using RecognitionRun run = new(engine, request, decoding, progress, cancel);
        Task running = run.RunAsync(source);
        try
        {
            await foreach (SpeechRecognitionResults part in
                run._output.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                yield return part;
            }
        }
        finally
        {
            await run._stop.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _stop.Dispose();
        _places.Dispose();
    }

    /// <summary>Never fails: the output does.</summary>
    private async Task RunAsync(IPcmSource source)
    {
        await Task.WhenAll(GuardAsync(() => ReadAsync(source)), GuardAsync(TellAsync)).ConfigureAwait(false);
        await _drafting.ConfigureAwait(false);
        // Those that were given up are let go of by the engine at once.
        for (int taken = 0; taken < Recognizer.MostAtOnce; taken++)
        {
            await _places.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        if (_failure is null && _stop.IsCancellationRequested) _failure = new OperationCanceledException(_stop.Token);
        _output.Writer.Complete(_failure);
    }

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Something else failed before, or nobody wants it any more.
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
            await _stop.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(IPcmSource source)
    {
        int rate = _engine.SampleRate;
        Endpointer endpointer = new(rate, EndpointerOptions.For(_request.Parameters));
        int? inactivity = InactivityTimeout.Of(_request.Parameters.InactivityTimeout, _request.IsLive);
        await foreach (ReadOnlyMemory<short> samples in
            MonoSamples.ReadAsync(source, rate, _stop.Token).ConfigureAwait(false))
        {
            _progress.Receive((double)samples.Length / rate);
            _meter?.Write(samples.Span);
            foreach (Utterance utterance in endpointer.Write(samples.Span))
            {
                await EndAsync(utterance).ConfigureAwait(false);
            }
            await GoOnAsync(endpointer).ConfigureAwait(false);
            _meter?.Settle(endpointer.Settled);
            InactivityTimeout.Check(endpointer.Silence, inactivity);
        }
        foreach (Utterance utterance in endpointer.Complete()) await EndAsync(utterance).ConfigureAwait(false);
        _phrases.Writer.Complete();
    }

    /// <summary>Begins the phrase that is being spoken, and gives it to those who make drafts of it.</summary>
    private async ValueTask GoOnAsync(Endpointer endpointer)
    {
        if (_drafts is null && !_tellsBegins) return;
        // A draft may come too early, but where speech begins is told as it is in the end.
        if ((endpointer.OngoingStart ?? (_tellsBegins ? null : endpointer.Foreseen)) is not { } start) return;
        if (_ongoing is null)
        {
            _ongoing = await BeginAsync(start, endpointer.OngoingOnset).ConfigureAwait(false);
            if (_drafts is null) _ongoing.EndDrafts();
            else _drafting = DraftAsync(_drafts, _ongoing, _drafting);
        }
        if (_drafts is not null) _ongoing.Hear(endpointer.Ongoing(_ongoing.End));
    }

    private Task DraftAsync(PhraseDrafts drafts, Phrase phrase, Task before) => GuardAsync(async () =>
    {
        await before.ConfigureAwait(false);
        await drafts.WriteAsync(phrase, _stop.Token).ConfigureAwait(false);
    });

    private async Task<Phrase> BeginAsync(long firstSample, long? onset)
    {
        Phrase phrase = new(firstSample, onset);
        await _phrases.Writer.WriteAsync(phrase, _stop.Token).ConfigureAwait(false);
        return phrase;
    }

    private async Task EndAsync(Utterance utterance)
    {
        _meter?.Speech(utterance);
        _ongoing?.EndSpeech();
        await _places.WaitAsync(_stop.Token).ConfigureAwait(false);
        Phrase phrase = _ongoing
            ?? await BeginAsync(utterance.FirstSample, utterance.Onset).ConfigureAwait(false);
        if (_ongoing is null) phrase.EndDrafts();
        _ongoing = null;
        _ = GuardAsync(async () =>
        {
            try
            {
                phrase.Decode(await DecodeAsync(utterance).ConfigureAwait(false));
            }
            finally
            {
                _places.Release();
            }
        });
    }

    private async Task<DecodedPhrase> DecodeAsync(Utterance utterance)
    {
        IReadOnlyList<Hypothesis> readings =
            await _engine.DecodeAsync(utterance.Samples, _decoding, _stop.Token).ConfigureAwait(false);
        double offset = (double)utterance.FirstSample / _engine.SampleRate;
        SpeechRecognitionResult? result = ResultAssembly.Result(readings, offset, _request);
        if (_request.Parameters.SplitTranscriptAtPhraseEnd is true)
        {
            result = result is null ? null : result with
            {
                EndOfUtterance = ResultAssembly.EndOfUtterance(utterance.Ended),
            };
        }
        double end = offset + (double)utterance.Samples.Length / _engine.SampleRate;
        _progress.See(end);
        return new DecodedPhrase(readings is [] ? [] : [.. readings[0].Words.Select(word => word.Text)], result, end);
    }

    private async Task TellAsync()
    {
        int index = 0;
        await foreach (Phrase phrase in _phrases.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
        {
            bool drafted = false;
            if (_tellsBegins && phrase.Onset is { } onset) await TellBeginAsync(index, onset).ConfigureAwait(false);
            await foreach (IReadOnlyList<string> words in
                phrase.Drafts.ReadAllAsync(_stop.Token).ConfigureAwait(false))
            {
                drafted = true;
                await TellAsync(index, DraftResult.Write(words, _request)).ConfigureAwait(false);
            }
            DecodedPhrase decoded = await phrase.Decoded.WaitAsync(_stop.Token).ConfigureAwait(false);
            if (decoded.Result is { } result)
            {
                if (_drafts is not null && !drafted)
                {
                    await TellAsync(index, DraftResult.Write(decoded.Words, _request)).ConfigureAwait(false);
                }
                _progress.Transcribe(decoded.End);
                await TellAsync(index++, result).ConfigureAwait(false);
            }
        }
        _progress.Complete();
        if (_meter is not null)
        {
            await _output.Writer.WriteAsync(new() { AudioMetrics = _meter.Complete() }, _stop.Token)
                .ConfigureAwait(false);
        }
    }

    private ValueTask TellBeginAsync(int index, long onset) => TellAsync(index, new SpeechRecognitionResult
    {
        SpeechBeginEvent = new() { Begin = ResultAssembly.Hundredths((double)onset / _engine.SampleRate) },
    });

    private ValueTask TellAsync(int index, SpeechRecognitionResult result)
        => _output.Writer.WriteAsync(new() { ResultIndex = index, Results = [result] }, _stop.Token);
}
