using System.Threading.Channels;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Recognition;

/// <summary>
/// Recognises a recording while it arrives: utterances are decoded as they are found, several at once if the engine
/// can, and their results are given in the recording's order.
/// </summary>
internal sealed class Recognizer : IRecognizer
{
    /// <summary>
    /// How many utterances may wait for their results. With all of them waiting no more audio is read, so that memory
    /// doesn't grow with an upload that is faster than the decoding.
    /// </summary>
    private static readonly int MostPending = Environment.ProcessorCount + 1;

    private readonly IEngineHost _engines;

    public Recognizer(IEngineHost engines) => _engines = engines;

    public async Task<SpeechRecognitionResults> RecognizeAsync(
        Stream audio, string? contentType, BaseModel model, RecognitionParameters parameters, CancellationToken cancel)
    {
        AudioSource source = await AudioSource.OpenAsync(audio, contentType, model.Rate, cancel).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            ISpeechEngine engine = await _engines.GetAsync(cancel).ConfigureAwait(false);
            IReadOnlyList<SpeechRecognitionResult> results =
                await RecognizeAsync(source, engine, parameters, cancel).ConfigureAwait(false);
            return new SpeechRecognitionResults { ResultIndex = 0, Results = results };
        }
    }

    private static async Task<IReadOnlyList<SpeechRecognitionResult>> RecognizeAsync(
        AudioSource source, ISpeechEngine engine, RecognitionParameters parameters, CancellationToken cancel)
    {
        Channel<PendingUtterance> found = Channel.CreateBounded<PendingUtterance>(MostPending);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task listening = ListenAsync(source, engine, parameters, found.Writer, stop.Token);
        List<SpeechRecognitionResult> results = [];
        try
        {
            await foreach (PendingUtterance utterance in found.Reader.ReadAllAsync(stop.Token).ConfigureAwait(false))
            {
                IReadOnlyList<Hypothesis> readings = await utterance.Readings.ConfigureAwait(false);
                if (readings.Count > 0) results.Add(ResultAssembly.Final(readings, utterance.Start, parameters));
            }
            return results;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (found.Reader.TryRead(out PendingUtterance? left))
            {
                await ((Task)left.Readings).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Reads the audio to its end; how that went is told through the channel.</summary>
    private static async Task ListenAsync(
        AudioSource source, ISpeechEngine engine, RecognitionParameters parameters,
        ChannelWriter<PendingUtterance> found, CancellationToken cancel)
    {
        Endpointer endpointer = new(engine.SampleRate, EndpointerOptions.Default);
        DecodingOptions options = new(Math.Max(1, parameters.MaxAlternatives ?? 1));
        try
        {
            await foreach (ReadOnlyMemory<short> samples in
                source.ReadAsync(engine.SampleRate, cancel).ConfigureAwait(false))
            {
                await DecodeAsync(endpointer.Write(samples.Span)).ConfigureAwait(false);
            }
            await DecodeAsync(endpointer.Complete()).ConfigureAwait(false);
            found.Complete();
        }
        catch (Exception e)
        {
            found.Complete(e);
        }

        async Task DecodeAsync(IReadOnlyList<Utterance> utterances)
        {
            foreach (Utterance utterance in utterances)
            {
                await found.WaitToWriteAsync(cancel).ConfigureAwait(false);
                Task<IReadOnlyList<Hypothesis>> readings = engine.DecodeAsync(utterance.Samples, options, cancel);
                double start = (double)utterance.Start / engine.SampleRate;
                await found.WriteAsync(new PendingUtterance(start, readings), cancel).ConfigureAwait(false);
            }
        }
    }

    /// <param name="Start">In seconds of the recording.</param>
    /// <param name="Readings">The decoding, which may still be going on.</param>
    private sealed record PendingUtterance(double Start, Task<IReadOnlyList<Hypothesis>> Readings);
}
