using System.Runtime.InteropServices;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;

namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>
/// One loaded decoder, with every call checked. It decodes utterances one after the other and is not safe for
/// concurrent use. What it gives for an utterance doesn't depend on what it heard before.
/// </summary>
internal sealed class Decoder : IDisposable
{
    /// <summary>Samples a second that the model was trained on.</summary>
    public const int SampleRate = 16000;

    private const double FramesPerSecond = 100;

    /// <summary>
    /// A shorter silence between words, in frames, is the closure of the stop consonant that the next word begins
    /// with, and so belongs to it; a forced alignment has it so too.
    /// </summary>
    private const int LongestClosure = 10;

    /// <summary>The n-best list repeats a text whose words lie at other times, so more are pulled than are wanted.</summary>
    private const int PullsPerAlternative = 20;

    private readonly DecoderHandle _handle;

    private static int _loaded;

    private Decoder(DecoderHandle handle)
    {
        _handle = handle;
        Interlocked.Increment(ref _loaded);
    }

    /// <summary>How many decoders are loaded and not disposed, in the whole process: to find leaks.</summary>
    public static int Loaded => Volatile.Read(ref _loaded);

    /// <summary>Loads the libraries, if they aren't yet, and a model: some 0.3 s and 100 MB.</summary>
    /// <exception cref="EngineUnavailableException">The libraries or the model can't be loaded.</exception>
    public static Decoder Load(EngineFiles files)
    {
        NativeLibraries.Load(files.Libraries);
        // It would write to standard error. Not by its option -logfn: every decoder that opens a log file closes the
        // one before, under the hands of decoders in other threads.
        Sphinx.err_set_callback(0, 0);
        // The table of settings is written past the callback.
        Sphinx.err_set_logfp(0);
        using ConfigurationHandle configuration = Sphinx.cmd_ln_parse_r(0, Sphinx.ps_args(), 0, 0, 1);
        if (configuration.IsInvalid) throw new EngineUnavailableException("PocketSphinx gives no configuration.");
        Sphinx.cmd_ln_set_str_r(configuration, "-hmm", files.AcousticModel);
        Sphinx.cmd_ln_set_str_r(configuration, "-lm", files.LanguageModel);
        Sphinx.cmd_ln_set_str_r(configuration, "-dict", files.Dictionary);
        // Its own silence removal takes frames out without correcting the times of the words behind them
        // (github.com/cmusphinx/pocketsphinx, issues 73 and 162). The endpointer does that work.
        Sphinx.cmd_ln_set_int_r(configuration, "-remove_silence", new CLong(0));
        // Flattens the acoustic scores until word posteriors are near the share of words that are right.
        Sphinx.cmd_ln_set_float_r(configuration, "-ascale", 20);
        DecoderHandle handle = Sphinx.ps_init(configuration);
        if (!handle.IsInvalid) return new Decoder(handle);
        throw new EngineUnavailableException(
            $"PocketSphinx can't load its model: acoustic model '{files.AcousticModel}', language model "
            + $"'{files.LanguageModel}', dictionary '{files.Dictionary}'. If they are in a cache, delete it to have "
            + "them fetched again.");
    }

    /// <summary>Decodes 16-bit mono samples at <see cref="SampleRate"/>.</summary>
    /// <returns>Readings, best first; empty if nothing was heard.</returns>
    public IReadOnlyList<Hypothesis> Decode(ReadOnlySpan<short> samples, DecodingOptions options)
    {
        Check(Sphinx.ps_start_stream(_handle), nameof(Sphinx.ps_start_stream));
        Check(Sphinx.ps_start_utt(_handle), nameof(Sphinx.ps_start_utt));
        // The whole utterance in one pass, so that cepstral means are of this utterance and of nothing else.
        int processed = Sphinx.ps_process_raw(_handle, samples, (nuint)samples.Length, 0, 1);
        int ended = Sphinx.ps_end_utt(_handle);
        Check(processed, nameof(Sphinx.ps_process_raw));
        Check(ended, nameof(Sphinx.ps_end_utt));
        string? text = Sphinx.ps_get_hyp(_handle, out _);
        if (string.IsNullOrEmpty(text)) return [];
        List<HypothesisWord> words = ReadWords();
        if (words.Count == 0) return [];
        List<Hypothesis> readings = [new(words, words.Average(word => word.Confidence))];
        if (options.MaxAlternatives > 1) AddAlternatives(readings, text, options.MaxAlternatives);
        return readings;
    }

    /// <summary>Decodes by a grammar (JSpeech Grammar Format) instead of the language model from now on.</summary>
    /// <exception cref="ArgumentException">The grammar is malformed or has a word that the dictionary lacks.</exception>
    public void UseGrammar(string grammar)
    {
        const string name = "grammar";
        if (Sphinx.ps_set_jsgf_string(_handle, name, grammar) < 0 || Sphinx.ps_set_search(_handle, name) < 0)
        {
            throw new ArgumentException("PocketSphinx refuses the grammar.", nameof(grammar));
        }
    }

    public void Dispose()
    {
        if (_handle.IsClosed) return;
        _handle.Dispose();
        Interlocked.Decrement(ref _loaded);
        // The C library keeps what a thread has freed for that thread's allocations, 100 MB of each decoder whose
        // thread has ended long ago.
        _ = Sphinx.malloc_trim(0);
    }

    private List<HypothesisWord> ReadWords()
    {
        nint logarithms = Sphinx.ps_get_logmath(_handle);
        List<HypothesisWord> words = [];
        int previousEnd = -LongestClosure;
        for (nint segment = Sphinx.ps_seg_iter(_handle); segment != 0; segment = Sphinx.ps_seg_next(segment))
        {
            if (Word(Sphinx.ps_seg_word(segment)) is not { } word) continue;
            Sphinx.ps_seg_frames(segment, out int first, out int last);
            int posterior = Sphinx.ps_seg_prob(segment, out _, out _, out _);
            double confidence = Math.Clamp(Sphinx.logmath_exp(logarithms, posterior), 0, 1);
            if (first - previousEnd < LongestClosure) first = previousEnd;
            previousEnd = last + 1;
            words.Add(new HypothesisWord(word, first / FramesPerSecond, previousEnd / FramesPerSecond, confidence));
        }
        return words;
    }

    private void AddAlternatives(List<Hypothesis> readings, string best, int most)
    {
        HashSet<string> seen = new(StringComparer.Ordinal) { best };
        nint reading = Sphinx.ps_nbest(_handle);
        for (int pulls = 0; reading != 0; reading = Sphinx.ps_nbest_next(reading))
        {
            string? text = Sphinx.ps_nbest_hyp(reading, out _);
            if (!string.IsNullOrEmpty(text) && seen.Add(text))
            {
                readings.Add(new Hypothesis(
                    [.. text.Split(' ').Select(Word).OfType<string>().Select(word => new HypothesisWord(word, 0, 0, 0))],
                    0));
            }
            if (readings.Count == most || ++pulls == most * PullsPerAlternative) break;
        }
        if (reading != 0) Sphinx.ps_nbest_free(reading);
    }

    /// <summary>
    /// A word as people write it, null for what isn't one: fillers and sentence marks (<c>&lt;sil&gt;</c>,
    /// <c>[NOISE]</c>, <c>(NULL)</c>, <c>++BREATH++</c>). A pronunciation's number, <c>read(2)</c>, is cut off.
    /// </summary>
    private static string? Word(string? text)
    {
        if (string.IsNullOrEmpty(text) || text[0] is '<' or '[' or '(' || text.StartsWith("++", StringComparison.Ordinal))
        {
            return null;
        }
        int variant = text.EndsWith(')') ? text.LastIndexOf('(') : -1;
        return variant > 0 ? text[..variant] : text;
    }

    private static void Check(int result, string function)
    {
        if (result < 0) throw new InvalidOperationException($"PocketSphinx failed: {function} gave {result}.");
    }
}
