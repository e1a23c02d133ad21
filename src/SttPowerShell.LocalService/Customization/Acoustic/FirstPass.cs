using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>
/// Recognises the recordings that a model is to learn from: what is said in them isn't known otherwise.
/// </summary>
internal sealed class FirstPass(ISpeechEngine engine)
{
    /// <summary>One decoder is left for those who wait for a result.</summary>
    private static int MostAtOnce => Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Cuts recordings into utterances, whose samples it writes into files, and recognises these.</summary>
    /// <param name="recordings">The recordings, read one after the other.</param>
    /// <param name="customization">A custom language model; null for the base model alone.</param>
    /// <param name="folder">Where the files go.</param>
    /// <param name="cancel">Stops it soon.</param>
    /// <returns>Utterances with words, in order. Memory is level with them, not with their samples.</returns>
    /// <exception cref="OperationFailedException">A recording can't be read: the message names it.</exception>
    public async Task<IReadOnlyList<HeardUtterance>> HearAsync(
        IAsyncEnumerable<TrainingRecording> recordings, EngineCustomization? customization, string folder,
        CancellationToken cancel)
    {
        DecodingOptions decoding = new(1)
        {
            Customization = customization,
            Profile = SearchProfile.Thorough,
            Background = true,
        };
        ConcurrentDictionary<int, HeardUtterance> heard = new();
        await Parallel.ForEachAsync(
            UtterancesAsync(recordings, cancel),
            new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancel },
            async (utterance, stop) =>
            {
                IReadOnlyList<Hypothesis> readings =
                    await engine.DecodeAsync(utterance.Samples, decoding, stop).ConfigureAwait(false);
                if (readings.Count == 0) return;
                string name = $"u{utterance.Number}";
                await WriteAsync(utterance.Samples, AdaptationData.FileOf(folder, name), stop).ConfigureAwait(false);
                heard[utterance.Number] = new HeardUtterance(
                    name, (double)utterance.Samples.Length / engine.SampleRate, readings[0]);
            }).ConfigureAwait(false);
        return [.. heard.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
    }

    private async IAsyncEnumerable<(int Number, ReadOnlyMemory<short> Samples)> UtterancesAsync(
        IAsyncEnumerable<TrainingRecording> recordings, [EnumeratorCancellation] CancellationToken cancel)
    {
        int number = 0;
        await foreach (TrainingRecording recording in recordings.WithCancellation(cancel).ConfigureAwait(false))
        {
            await foreach (Utterance utterance in UtterancesAsync(recording, cancel).ConfigureAwait(false))
            {
                yield return (number++, utterance.Samples);
            }
        }
    }

    private async IAsyncEnumerable<Utterance> UtterancesAsync(
        TrainingRecording recording, [EnumeratorCancellation] CancellationToken cancel)
    {
        Endpointer endpointer = new(engine.SampleRate, EndpointerOptions.Default);
        IAsyncEnumerator<ReadOnlyMemory<short>> blocks = MonoSamples
            .ReadAsync(recording.Source, engine.SampleRate, cancel).GetAsyncEnumerator(cancel);
        await using (blocks.ConfigureAwait(false))
        {
            while (await MoveNextAsync(blocks, recording).ConfigureAwait(false))
            {
                foreach (Utterance utterance in endpointer.Write(blocks.Current.Span)) yield return utterance;
            }
        }
        foreach (Utterance utterance in endpointer.Complete()) yield return utterance;
    }

    private static async Task<bool> MoveNextAsync(
        IAsyncEnumerator<ReadOnlyMemory<short>> blocks, TrainingRecording recording)
    {
        try
        {
            return await blocks.MoveNextAsync().ConfigureAwait(false);
        }
        catch (AudioRejectedException rejected)
        {
            string member = recording.Member is null ? "" : $", file '{recording.Member}'";
            throw new OperationFailedException(
                $"Audio '{recording.Resource}'{member} can't be read: {rejected.Message}", rejected);
        }
    }

    private static async Task WriteAsync(ReadOnlyMemory<short> samples, string path, CancellationToken cancel)
    {
        // Samples are little-endian, as every machine is that the engine runs on.
        byte[] bytes = MemoryMarshal.AsBytes(samples.Span).ToArray();
        await File.WriteAllBytesAsync(path, bytes, cancel).ConfigureAwait(false);
    }
}
