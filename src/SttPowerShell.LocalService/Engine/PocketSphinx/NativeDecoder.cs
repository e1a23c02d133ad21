using System.Runtime.InteropServices;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;

namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>Loads a native decoder: settings, acoustic model and dictionary, but no search yet.</summary>
internal static class NativeDecoder
{
    /// <summary>
    /// The exponent of language model probabilities, which makes up for acoustic scores of frames that aren't
    /// independent. PocketSphinx's own default, set here because <see cref="NgramSearch"/> counts on it.
    /// </summary>
    public const double LanguageWeight = 6.5;

    /// <param name="files">Libraries and base model.</param>
    /// <param name="acoustic">What replaces parts of the base acoustic model; null for nothing.</param>
    /// <param name="profile">How thoroughly it searches.</param>
    /// <exception cref="EngineUnavailableException">The libraries or the models can't be loaded.</exception>
    public static DecoderHandle Load(EngineFiles files, EngineAcousticModel? acoustic, SearchProfile profile)
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
        foreach ((string setting, string file) in acoustic is null ? [] : AdaptedModel.In(acoustic.Folder))
        {
            Sphinx.cmd_ln_set_str_r(configuration, setting, file);
        }
        Sphinx.cmd_ln_set_str_r(configuration, "-dict", files.Dictionary);
        Sphinx.cmd_ln_set_float_r(configuration, "-lw", LanguageWeight);
        // Its own silence removal takes frames out without correcting the times of the words behind them
        // (github.com/cmusphinx/pocketsphinx, issues 73 and 162). The endpointer does that work.
        Sphinx.cmd_ln_set_int_r(configuration, "-remove_silence", new CLong(0));
        // Flattens the acoustic scores until word posteriors are near the share of words that are right.
        Sphinx.cmd_ln_set_float_r(configuration, "-ascale", 20);
        if (profile != SearchProfile.Thorough) FollowFewer(configuration);
        if (profile is SearchProfile.Fast or SearchProfile.Draft) SearchLess(configuration);
        if (profile == SearchProfile.Draft) Sphinx.cmd_ln_set_int_r(configuration, "-fwdflat", new CLong(0));
        DecoderHandle handle = Sphinx.ps_init(configuration);
        if (!handle.IsInvalid) return handle;
        throw new EngineUnavailableException(
            $"PocketSphinx can't load its model: acoustic model '{acoustic?.Folder ?? files.AcousticModel}', "
            + $"dictionary '{files.Dictionary}'. If they are in a cache, delete it to have them fetched again.");
    }

    /// <summary>
    /// How many hypotheses a frame go on, where the defaults are 30,000 and all: docs/quality.md has what it costs.
    /// </summary>
    private static void FollowFewer(ConfigurationHandle configuration)
    {
        Sphinx.cmd_ln_set_int_r(configuration, "-maxhmmpf", new CLong(3000));
        Sphinx.cmd_ln_set_int_r(configuration, "-maxwpf", new CLong(5));
    }

    private static void SearchLess(ConfigurationHandle configuration)
    {
        Sphinx.cmd_ln_set_int_r(configuration, "-ds", new CLong(2));
        Sphinx.cmd_ln_set_int_r(configuration, "-topn", new CLong(2));
        Sphinx.cmd_ln_set_int_r(configuration, "-pl_window", new CLong(10));
    }
}
