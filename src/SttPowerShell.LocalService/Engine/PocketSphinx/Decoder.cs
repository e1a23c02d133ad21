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
    private NgramSearch? _ngram;

    private Decoder(EngineFiles files, EngineCustomization? customization, DecoderHandle handle)
    {
        _files = files;
        _customization = customization;
        _handle = handle;
        _grammar = new GrammarSearch(handle);
        Interlocked.Increment(ref _loaded);
    }

    /// <summary>How many decoders are loaded and not disposed, in the whole process: to find leaks.</summary>
    public static int Loaded => Volatile.Read(ref _loaded);

    /// <summary>The customization that it was loaded for; null for the base model.</summary>
    public string? CustomizationId => _customization?.Id;

    /// <summary>Loads the libraries, if they aren't yet, and a model: some 0.4 s and 100 MB.</summary>
    /// <param name="files">Libraries and base model.</param>
    /// <param name="customization">What to load beside the base model; null for nothing.</param>
    /// <exception cref="EngineUnavailableException">
    /// The libraries, the model or the customization can't be loaded.
    /// </exception>
    public static Decoder Load(EngineFiles files, EngineCustomization? customization = null)
    {
        Decoder decoder = new(files, customization, NativeDecoder.Load(files));
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
        if (options.Customization?.Id != CustomizationId)
        {
            throw new ArgumentException("The decoder was loaded for another customization.", nameof(options));
        }
        if (options.Customization?.Grammar is { } grammar) _grammar.Use(grammar);
        else UseLanguageModel(options.Customization?.Weight ?? 0);
        Hear(samples);
        List<DecodedWord> words = DecodedUtterance.Words(_handle);
        if (words.Count == 0) return [];
        // Other paths through a grammar's lattice need not be sentences of it.
        if (options.Customization?.Grammar is not null) return GrammarMatch.Check(words, samples);
        Hypothesis best = DecodedUtterance.Best(words, word => word.Posterior);
        return [best, .. DecodedUtterance.Others(_handle, options.MaxAlternatives - 1)];
    }

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

    private void Hear(ReadOnlySpan<short> samples)
    {
        NativeCall.Check(Sphinx.ps_start_stream(_handle), nameof(Sphinx.ps_start_stream));
        NativeCall.Check(Sphinx.ps_start_utt(_handle), nameof(Sphinx.ps_start_utt));
        // The whole utterance in one pass, so that cepstral means are of this utterance and of nothing else.
        int processed = Sphinx.ps_process_raw(_handle, samples, (nuint)samples.Length, 0, 1);
        int ended = Sphinx.ps_end_utt(_handle);
        NativeCall.Check(processed, nameof(Sphinx.ps_process_raw));
        NativeCall.Check(ended, nameof(Sphinx.ps_end_utt));
    }
}
