using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Recognition;

/// <summary>
/// Recognises audio as it arrives: utterances are decoded, several at once, while later ones are still being sent. When
/// the engine is slower than the sender, reading waits, so memory does not grow with the recording.
/// </summary>
internal sealed class Recognizer(IEngineHost host, AudioFormats formats) : IRecognizer
{
    private const int NarrowbandRate = 8000;

    /// <summary>More at once would only wait for a processor, and hold their samples meanwhile.</summary>
    public static int MostAtOnce => Environment.ProcessorCount;

    public async Task<SpeechRecognitionResults> RecognizeAsync(
        Stream audio, string? contentType, RecognitionRequest request, CancellationToken cancel)
    {
        PipeReader reader = PipeReader.Create(audio, new StreamPipeReaderOptions(leaveOpen: true));
        try
        {
            IPcmSource source = await formats.OpenAsync(reader, contentType, cancel).ConfigureAwait(false);
            await using ConfiguredAsyncDisposable ownership = source.ConfigureAwait(false);
            CheckRate(source, request.Model);
            ISpeechEngine engine = await host.GetAsync(cancel).ConfigureAwait(false);
            return await DecodeAsync(source, engine, request, cancel).ConfigureAwait(false);
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static void CheckRate(IPcmSource source, BaseModel model)
    {
        if (source.Rate >= model.Rate) return;
        throw new AudioRejectedException(StatusCodes.Status400BadRequest, source.Rate >= NarrowbandRate
            ? $"This {source.Rate}hz audio input requires a narrow band model. "
                + "See /v1/models for a list of available models."
            : $"This {source.Rate}hz audio input is below {NarrowbandRate}hz, which every model needs at least.");
    }

    /// <summary>Fails with the first failure of audio or engine, and then stops everything else.</summary>
    private static async Task<SpeechRecognitionResults> DecodeAsync(
        IPcmSource source, ISpeechEngine engine, RecognitionRequest request, CancellationToken cancel)
    {
        EngineCustomization? customization = request.Customization;
        KeywordPhrases keywords = await KeywordPhrases.FindAsync(
            engine, request.Parameters, customization, cancel).ConfigureAwait(false);
        DecodingOptions decoding = new(ResultAssembly.Alternatives(request.Parameters))
        {
            Customization = customization,
            Network = request.Parameters.WordAlternativesThreshold is not null,
            Phrases = keywords.Searched,
        };
        AudioMeter? meter = request.Parameters.AudioMetrics is true
            ? new AudioMeter(engine.SampleRate, request.Model.Rate)
            : null;
        ConcurrentDictionary<long, SpeechRecognitionResult> results = new();
        await Parallel.ForEachAsync(
            UtterancesAsync(source, engine.SampleRate, request, meter, cancel),
            new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancel },
            async (utterance, stop) =>
            {
                IReadOnlyList<Hypothesis> readings =
                    await engine.DecodeAsync(utterance.Samples, decoding, stop).ConfigureAwait(false);
                double offset = (double)utterance.FirstSample / engine.SampleRate;
                SpeechRecognitionResult? result = ResultAssembly.Result(readings, offset, request);
                if (result is not null) results[utterance.FirstSample] = Ended(result, utterance, request);
            }).ConfigureAwait(false);
        return new SpeechRecognitionResults
        {
            ResultIndex = 0,
            Results = [.. results.OrderBy(pair => pair.Key).Select(pair => pair.Value)],
            Warnings = keywords.Warning is null ? null : [keywords.Warning],
            AudioMetrics = meter?.Complete(),
        };
    }

    private static SpeechRecognitionResult Ended(
        SpeechRecognitionResult result, Utterance utterance, RecognitionRequest request)
        => request.Parameters.SplitTranscriptAtPhraseEnd is true
            ? result with { EndOfUtterance = ResultAssembly.EndOfUtterance(utterance.Ended) }
            : result;

    private static async IAsyncEnumerable<Utterance> UtterancesAsync(
        IPcmSource source, int rate, RecognitionRequest request, AudioMeter? meter,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        Endpointer endpointer = new(rate, EndpointerOptions.For(request.Parameters));
        int? inactivity = InactivityTimeout.Of(request.Parameters.InactivityTimeout, request.IsLive);
        await foreach (ReadOnlyMemory<short> samples in
            MonoSamples.ReadAsync(source, rate, cancel).ConfigureAwait(false))
        {
            meter?.Write(samples.Span);
            foreach (Utterance utterance in endpointer.Write(samples.Span))
            {
                meter?.Speech(utterance);
                yield return utterance;
            }
            meter?.Settle(endpointer.Settled);
            InactivityTimeout.Check(endpointer.Silence, inactivity);
        }

        foreach (Utterance utterance in endpointer.Complete())
        {
            meter?.Speech(utterance);
            yield return utterance;
        }
    }
}
