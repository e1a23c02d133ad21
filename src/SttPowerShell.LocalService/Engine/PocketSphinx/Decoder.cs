using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;

namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>
/// One loaded decoder, for the base model or for one customization. It decodes utterances one after the other and is
/// not safe for concurrent use. What it gives for an utterance doesn't depend on what it heard before.
/// </summary>
internal sealed class Decoder : IDisposable
{
    /// <summary>Samples a second that the model was trained on.</summary>
    public const int SampleRate = 16000;

    private static int _loaded;

    private readonly EngineFiles _files;
    private readonly EngineCustomization? _customization;
    private readonly DecoderHandle _handle;
    private readonly GrammarSearch _grammar;
    private readonly PhraseSearch _phrases;
    private NgramSearch? _ngram;

    private Decoder(
        EngineFiles files, EngineCustomization? customization, SearchProfile profile, DecoderHandle handle)
    {
        Profile = profile;
        _files = files;
        _customization = customization;
        _handle = handle;
        _grammar = new GrammarSearch(handle);
        _phrases = new PhraseSearch(handle);
        Interlocked.Increment(ref _loaded);
    }

    /// <summary>How many decoders are loaded and not disposed, in the whole process: to find leaks.</summary>
    public static int Loaded => Volatile.Read(ref _loaded);

    /// <summary>Names the customization that it was loaded for; null for the base model.</summary>
    public string? CustomizationKey => _customization?.Key;

    /// <summary>How thoroughly it searches.</summary>
    public SearchProfile Profile { get; }

    /// <summary>Loads the libraries, if they aren't yet, and a model: some 0.4 s and 100 MB.</summary>
    /// <param name="files">Libraries and base model.</param>
    /// <param name="customization">What to load beside the base model; null for nothing.</param>
    /// <param name="profile">How thoroughly it is to search.</param>
    /// <exception cref="EngineUnavailableException">
    /// The libraries, the model or the customization can't be loaded.
    /// </exception>
    public static Decoder Load(
        EngineFiles files, EngineCustomization? customization = null, SearchProfile profile = SearchProfile.Normal)
    {
        Decoder decoder = new(
            files, customization, profile, NativeDecoder.Load(files, customization?.Acoustic, profile));
        try
        {
            if (customization?.DictionaryFile is { } dictionary) CustomDictionary.AddTo(decoder._handle, dictionary);
            if (customization?.Grammar is null) decoder.UseLanguageModel(customization?.Weight ?? 0);
            return decoder;
        }
        catch
        {
            decoder.Dispose();
            throw;
        }
    }

    /// <summary>Decodes 16-bit mono samples at <see cref="SampleRate"/>.</summary>
    /// <returns>Readings, best first; empty if nothing was heard.</returns>
    /// <exception cref="ArgumentException">The options are for another customization than was loaded.</exception>
    public IReadOnlyList<Hypothesis> Decode(ReadOnlySpan<short> samples, DecodingOptions options)
    {
        if (options.Customization?.Key != CustomizationKey)
        {
            throw new ArgumentException("The decoder was loaded for another customization.", nameof(options));
        }
        IReadOnlyList<Hypothesis> readings = Read(samples, options);
        if (readings.Count == 0 || options.Phrases.Count == 0) return readings;
        return [readings[0] with { Spotted = _phrases.Spot(samples, options.Phrases) }, .. readings.Skip(1)];
    }

    /// <summary>Begins an utterance that is written bit by bit. It must be ended before anything else is heard.</summary>
    /// <param name="weight">How much the custom language model counts, 0 to 1.</param>
    public void BeginUtterance(double weight)
    {
        UseLanguageModel(weight);
        NativeUtterance.Begin(_handle);
    }

    /// <summary>Hears the next samples of the utterance.</summary>
    /// <returns>The words of the best reading of all so far.</returns>
    public IReadOnlyList<string> Continue(ReadOnlySpan<short> samples)
    {
        NativeUtterance.Continue(_handle, samples);
        return DecodedUtterance.Partial(_handle);
    }

    public void EndUtterance() => NativeUtterance.End(_handle);

    /// <summary>Which of some words have no pronunciation.</summary>
    public IReadOnlyList<string> UnknownWords(IEnumerable<string> words)
        => [.. words.Where(word => !_phrases.Knows(word))];

    public void Dispose()
    {
        if (_handle.IsClosed) return;
        _ngram?.Dispose();
        _handle.Dispose();
        Interlocked.Decrement(ref _loaded);
        // The C library keeps what a thread has freed for that thread's allocations, 100 MB of each decoder whose
        // thread has ended long ago.
        _ = Sphinx.malloc_trim(0);
    }

    /// <summary>The n-gram search is built when it is first needed: not for those who only use grammars.</summary>
    private void UseLanguageModel(double weight)
    {
        _ngram ??= NgramSearch.Build(_handle, _files.LanguageModel, _customization?.LanguageModelFile);
        _ngram.Use(weight);
    }

    private IReadOnlyList<Hypothesis> Read(ReadOnlySpan<short> samples, DecodingOptions options)
    {
        if (options.Customization?.Grammar is { } grammar) _grammar.Use(grammar);
        else UseLanguageModel(options.Customization?.Weight ?? 0);
        NativeUtterance.Hear(_handle, samples);
        List<DecodedWord> words = DecodedUtterance.Words(_handle);
        if (words.Count == 0) return [];
        // Other paths through a grammar's lattice need not be sentences of it.
        bool free = options.Customization?.Grammar is null;
        IReadOnlyList<Hypothesis> readings = free
            ? [DecodedUtterance.Best(words, word => word.Posterior)]
            : GrammarMatch.Check(words, samples);
        if (options.Network && readings.Count > 0)
        {
            IReadOnlyList<LatticeWord> lattice = free ? DecodedLattice.Words(_handle) : [];
            readings = [readings[0] with { Network = ConfusionNetwork.Build(readings[0].Words, words, lattice) }];
        }
        return free ? [.. readings, .. DecodedUtterance.Others(_handle, options.MaxAlternatives - 1)] : readings;
    }
}
