using SttPowerShell.LocalService.Customization.Language.Pronunciation;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Jobs;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>
/// Learns from recordings whose words nobody has written down: a first pass hears them, what it heard is compared with
/// what may have been read out, and the engine's acoustic model is adapted to what then counts as said.
/// </summary>
internal sealed partial class AcousticAdaptation(
    IEngineHost host, IAcousticTrainer trainer, BaseVocabulary vocabulary, PronouncerSupply pronouncers,
    TimeProvider clock, ILogger<AcousticAdaptation> log)
{
    /// <summary>Writes an adapted model into a folder.</summary>
    /// <param name="recordings">What to learn from.</param>
    /// <param name="language">The language model to recognise them with; null for the base model alone.</param>
    /// <param name="work">An empty folder for what is needed meanwhile; whoever calls removes it.</param>
    /// <param name="folder">An empty folder for the model. After a failure what is in it is of no use.</param>
    /// <param name="cancel">Stops it soon.</param>
    /// <exception cref="EngineUnavailableException">The engine or its trainer can't be had.</exception>
    /// <exception cref="OperationFailedException">The recordings can't be learnt from: it says why.</exception>
    public async Task TrainAsync(
        IAsyncEnumerable<TrainingRecording> recordings, TranscribingLanguage? language, string work, string folder,
        CancellationToken cancel)
    {
        string samples = Directory.CreateDirectory(Path.Combine(work, "samples")).FullName;
        string adapting = Directory.CreateDirectory(Path.Combine(work, "adapting")).FullName;
        ISpeechEngine engine = await host.GetAsync(cancel).ConfigureAwait(false);
        AdaptationLexicon lexicon = new(
            await vocabulary.GetAsync(cancel).ConfigureAwait(false),
            // The engine hears no words that nobody can pronounce: only a corpus has such.
            language is null ? null : await pronouncers.GetAsync(cancel).ConfigureAwait(false), language?.Files);

        long begun = clock.GetTimestamp();
        IReadOnlyList<HeardUtterance> heard = await new FirstPass(engine)
            .HearAsync(recordings, language?.Customization, samples, cancel).ConfigureAwait(false);
        double minutes = heard.Sum(utterance => utterance.Seconds) / 60;
        double seconds = Since(begun);
        LogHeard(log, heard.Count, minutes, seconds);

        // On a thread of its own: reading a large corpus would keep the thread pool from serving connections.
        Transcripts transcripts = await Task.Factory.StartNew(
            () => Transcripts.Choose(heard, language?.Corpora ?? [], lexicon, cancel),
            cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        LogTranscribed(log, transcripts.Utterances.Count, transcripts.Matched);
        if (transcripts.Utterances.Count == 0)
        {
            throw new OperationFailedException(heard.Count == 0
                ? "No speech was recognised in the audio."
                : $"What was recognised in the audio's {heard.Count} utterances is too uncertain to learn from. Train "
                    + "with a custom language model (custom_language_model_id) whose corpora have what is said.");
        }

        begun = clock.GetTimestamp();
        AdaptationOutcome outcome = await AdaptAsync(
            new AdaptationData(samples, transcripts.Utterances, lexicon.Pronunciations), adapting, folder, cancel)
            .ConfigureAwait(false);
        seconds = Since(begun);
        LogAdapted(log, outcome.Method, seconds, outcome.Unaligned);
    }

    private async Task<AdaptationOutcome> AdaptAsync(
        AdaptationData data, string work, string folder, CancellationToken cancel)
    {
        try
        {
            return await trainer.AdaptAsync(data, work, folder, cancel).ConfigureAwait(false);
        }
        catch (AdaptationFailedException failure)
        {
            throw new OperationFailedException($"The acoustic model can't be adapted. {failure.Message}", failure);
        }
    }

    private double Since(long begun) => clock.GetElapsedTime(begun).TotalSeconds;

    [LoggerMessage(
        130, LogLevel.Information,
        "First pass: {Utterances} utterances, {Minutes:0.0} minutes, recognised in {Seconds:0.0} s.")]
    private static partial void LogHeard(ILogger log, int utterances, double minutes, double seconds);

    [LoggerMessage(
        131, LogLevel.Information,
        "Transcripts: {Utterances} utterances to learn from, of which {Matched} are in a corpus.")]
    private static partial void LogTranscribed(ILogger log, int utterances, int matched);

    [LoggerMessage(
        132, LogLevel.Information,
        "Adaptation: {Method} in {Seconds:0.0} s, without {Unaligned} utterances whose words don't fit.")]
    private static partial void LogAdapted(ILogger log, string method, double seconds, int unaligned);
}
