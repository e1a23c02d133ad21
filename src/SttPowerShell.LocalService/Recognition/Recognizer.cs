using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Recognition.Live;

namespace SttPowerShell.LocalService.Recognition;

/// <summary>
/// Recognises audio as it arrives: utterances are decoded, several at once, while later ones are still being sent. When
/// the engine is slower than the sender, reading waits, so memory does not grow with the recording.
/// </summary>
internal sealed class Recognizer(IEngineHost host, AudioFormats formats, TimeProvider? clock = null)
    : IRecognizer, ILiveRecognizer
{
    private const int NarrowbandRate = 8000;

    /// <summary>More at once would only wait for a processor, and hold their samples meanwhile.</summary>
    public static int MostAtOnce => Environment.ProcessorCount;

    public async Task<SpeechRecognitionResults> RecognizeAsync(
        Stream audio, string? contentType, RecognitionRequest request, CancellationToken cancel)
    {
        RecognitionProgress progress = new(clock ?? TimeProvider.System);
        progress.Begin();
        request = request with { Parameters = request.Parameters with { InterimResults = null } };
        SpeechRecognitionResults results = await RecognizeLiveAsync(audio, contentType, request, progress, cancel)
            .JoinAsync().ConfigureAwait(false);
        return request.Parameters.ProcessingMetrics is true
            ? results with { ProcessingMetrics = progress.Measure(periodic: false) }
            : results;
    }

    public async IAsyncEnumerable<SpeechRecognitionResults> RecognizeLiveAsync(
        Stream audio, string? contentType, RecognitionRequest request, RecognitionProgress progress,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        PipeReader reader = PipeReader.Create(audio, new StreamPipeReaderOptions(leaveOpen: true));
        try
        {
            IPcmSource source = await formats.OpenAsync(reader, contentType, cancel).ConfigureAwait(false);
            await using ConfiguredAsyncDisposable ownership = source.ConfigureAwait(false);
            CheckRate(source, request.Model);
            ISpeechEngine engine = await host.GetAsync(cancel).ConfigureAwait(false);
            DecodingOptions decoding = Decoding(request);
            KeywordPhrases keywords = await KeywordPhrases.FindAsync(
                engine, request.Parameters, decoding, cancel).ConfigureAwait(false);
            if (keywords.Warning is not null) yield return new() { Warnings = [keywords.Warning] };
            decoding = decoding with { Phrases = keywords.Searched };
            await foreach (SpeechRecognitionResults part in
                RecognitionRun.StartAsync(source, engine, request, decoding, progress, cancel).ConfigureAwait(false))
            {
                yield return part;
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static DecodingOptions Decoding(RecognitionRequest request)
        => new(ResultAssembly.Alternatives(request.Parameters))
        {
            Customization = request.Customization,
            Profile = request.Parameters.LowLatency is true ? SearchProfile.Fast
                : request.Model.Rate == NarrowbandRate ? SearchProfile.Thorough
                : SearchProfile.Normal,
            Network = request.Parameters.WordAlternativesThreshold is not null,
        };

    private static void CheckRate(IPcmSource source, BaseModel model)
    {
        if (source.Rate >= model.Rate) return;
        throw new AudioRejectedException(StatusCodes.Status400BadRequest, source.Rate >= NarrowbandRate
            ? $"This {source.Rate}hz audio input requires a narrow band model. "
                + "See /v1/models for a list of available models."
            : $"This {source.Rate}hz audio input is below {NarrowbandRate}hz, which every model needs at least.");
    }
}
