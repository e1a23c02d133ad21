using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;

namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>The recogniser PocketSphinx (5prealpha) with its US English model.</summary>
internal sealed class PocketSphinxEngine : ISpeechEngine
{
    /// <summary>
    /// Decoders that stay loaded beyond those that may be used at once, so that users of several customizations don't
    /// wait for theirs to be loaded every time.
    /// </summary>
    private const int SpareDecoders = 3;

    /// <summary>
    /// How many utterances may be heard live for each one that may be decoded. A live one waits for its speaker most
    /// of the time; each holds a decoder of its own meanwhile.
    /// </summary>
    private const int LiveForEach = 2;

    private readonly DecoderPool _decoders;
    private readonly DecoderPool _drafts;

    private PocketSphinxEngine(EngineFiles files, int decoders)
    {
        Dictionary = files.Dictionary;
        _decoders = new DecoderPool(decoders, decoders + SpareDecoders, Load);
        _drafts = new DecoderPool(decoders * LiveForEach, decoders * LiveForEach, Load);
        Decoder Load(EngineCustomization? customization, SearchProfile profile)
            => Decoder.Load(files, customization, profile);
    }

    public int SampleRate => Decoder.SampleRate;

    public string Dictionary { get; }

    /// <summary>Loads the first decoder; the others come when they are needed.</summary>
    /// <param name="files">Libraries and model.</param>
    /// <param name="decoders">
    /// How many utterances may be decoded at once. Each decoder holds some 100 MB, and a few more are kept for the
    /// customizations that were used last.
    /// </param>
    /// <param name="cancel">Gives up waiting; what is being loaded is freed then.</param>
    /// <exception cref="EngineUnavailableException">The libraries or the model can't be loaded.</exception>
    public static async Task<PocketSphinxEngine> LoadAsync(EngineFiles files, int decoders, CancellationToken cancel)
    {
        PocketSphinxEngine engine = new(files, decoders);
        try
        {
            await engine.RunAsync(null, SearchProfile.Normal, static decoder => decoder, cancel).ConfigureAwait(false);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public Task<IReadOnlyList<Hypothesis>> DecodeAsync(
        ReadOnlyMemory<short> utterance, DecodingOptions options, CancellationToken cancel)
    {
        options = options with { Customization = Loaded(options.Customization) };
        return RunAsync(options.Customization, options.Profile, Decode, cancel);
        IReadOnlyList<Hypothesis> Decode(Decoder decoder)
        {
            if (options.Background) BackgroundThread.Enter();
            return decoder.Decode(utterance.Span, options);
        }
    }

    public Task<IReadOnlyList<string>> UnknownWordsAsync(
        IReadOnlyCollection<string> words, DecodingOptions options, CancellationToken cancel)
        => RunAsync(
            Loaded(options.Customization), options.Profile, decoder => decoder.UnknownWords(words), cancel);

    /// <summary>None with a grammar: its search makes anything a sentence, which only the end can tell.</summary>
    public ILiveUtterance? TryHear(EngineCustomization? customization)
    {
        customization = Loaded(customization);
        if (customization?.Grammar is not null) return null;
        return _drafts.TryLease(customization, SearchProfile.Draft) is { } lease
            ? new DraftUtterance(lease, customization?.Weight ?? 0)
            : null;
    }

    /// <summary>Waits for the decodings in progress, then frees everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await _drafts.DisposeAsync().ConfigureAwait(false);
        await _decoders.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>What counts for nothing need not be loaded.</summary>
    private static EngineCustomization? Loaded(EngineCustomization? customization)
        => customization is not { Grammar: null, Weight: 0 } ? customization
            : customization.Acoustic is null ? null : EngineCustomization.Only(customization.Acoustic);

    /// <summary>
    /// Runs work on a decoder in a thread of its own: seconds of computing would keep the thread pool's few threads
    /// from serving connections. A caller that gives up is let go at once, while the decoder, which can't be
    /// interrupted, goes back to the pool when it is done.
    /// </summary>
    private async Task<T> RunAsync<T>(
        EngineCustomization? customization, SearchProfile profile, Func<Decoder, T> work, CancellationToken cancel)
    {
        DecoderLease lease = await _decoders.LeaseAsync(customization, profile, cancel).ConfigureAwait(false);
        Task<T> running = Task.Factory.StartNew(
            () => Use(lease, work), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return await running.WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!running.IsCompleted)
        {
            // Nobody waits for it any more: its exception, if it has one, counts as seen.
            _ = running.ContinueWith(
                static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
            throw;
        }
    }

    private static T Use<T>(DecoderLease lease, Func<Decoder, T> work)
    {
        using (lease)
        {
            try
            {
                return work(lease.Decoder);
            }
            catch
            {
                lease.Discard();
                throw;
            }
        }
    }
}
