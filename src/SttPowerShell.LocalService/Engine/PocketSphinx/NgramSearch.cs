namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>
/// A decoder's search by n-grams: the base language model, with a custom one beside it if there is one.
/// </summary>
internal sealed class NgramSearch : IDisposable
{
    private const string Name = "ngram";

    /// <summary>
    /// The base model always keeps a share, or a word that the custom model lacks could never be heard.
    /// </summary>
    private const double LargestShare = 0.99;

    private static readonly string[] ModelNames = ["base", "custom"];

    private readonly DecoderHandle _decoder;
    private readonly LanguageModelHandle _base;
    private readonly LanguageModelHandle? _custom;
    private readonly LanguageModelHandle? _both;
    private double _weight = double.NaN;

    private NgramSearch(
        DecoderHandle decoder, LanguageModelHandle baseModel, LanguageModelHandle? custom, LanguageModelHandle? both)
    {
        _decoder = decoder;
        _base = baseModel;
        _custom = custom;
        _both = both;
    }

    /// <summary>Reads the models and builds the search from the words that the dictionary has by now.</summary>
    /// <param name="decoder">The decoder; it must live longer than the search.</param>
    /// <param name="baseFile">The base language model.</param>
    /// <param name="customFile">The custom language model; null for none.</param>
    /// <exception cref="EngineUnavailableException">A model can't be read; the message names it.</exception>
    public static NgramSearch Build(DecoderHandle decoder, string baseFile, string? customFile)
    {
        LanguageModelHandle baseModel = Read(decoder, baseFile, "language model");
        LanguageModelHandle? custom = null, both = null;
        try
        {
            if (customFile is not null)
            {
                custom = Read(decoder, customFile, "custom language model");
                both = Sphinx.ngram_model_set_init(
                    0, [baseModel.DangerousGetHandle(), custom.DangerousGetHandle()], ModelNames, Weights(0.5), 2);
            }
            if (both is { IsInvalid: true } || Sphinx.ps_set_lm(decoder, Name, both ?? baseModel) < 0)
            {
                throw new EngineUnavailableException(
                    $"PocketSphinx can't search with the language model '{customFile ?? baseFile}'.");
            }
            return new NgramSearch(decoder, baseModel, custom, both);
        }
        catch
        {
            both?.Dispose();
            custom?.Dispose();
            baseModel.Dispose();
            throw;
        }
    }

    /// <summary>Makes this the search that decodes.</summary>
    /// <param name="weight">How much the custom model counts, 0 to 1. To change it costs nothing.</param>
    public void Use(double weight)
    {
        if (_both is not null && _weight != weight)
        {
            if (Sphinx.ngram_model_set_interp(_both, ModelNames, Weights(weight)) == 0)
            {
                throw new InvalidOperationException("PocketSphinx refuses the weights of its language models.");
            }
            _weight = weight;
        }
        NativeCall.Check(Sphinx.ps_set_search(_decoder, Name), nameof(Sphinx.ps_set_search));
    }

    public void Dispose()
    {
        _both?.Dispose();
        _custom?.Dispose();
        _base.Dispose();
    }

    /// <summary>
    /// The weights of base and custom model as PocketSphinx wants them. It raises each model's probability to the
    /// language weight before it adds them up, so a weight must be raised alike to count as one of probabilities.
    /// </summary>
    private static float[] Weights(double custom)
    {
        double share = Math.Min(custom, LargestShare);
        return
        [
            (float)Math.Pow(1 - share, NativeDecoder.LanguageWeight),
            (float)Math.Pow(share, NativeDecoder.LanguageWeight),
        ];
    }

    private static LanguageModelHandle Read(DecoderHandle decoder, string file, string kind)
    {
        LanguageModelHandle model = Sphinx.ngram_model_read(
            Sphinx.ps_get_config(decoder), file, 0, Sphinx.ps_get_logmath(decoder));
        if (!model.IsInvalid) return model;
        model.Dispose();
        throw new EngineUnavailableException(File.Exists(file)
            ? $"PocketSphinx can't read the {kind} '{file}': it is damaged."
            : $"The {kind} '{file}' is not there.");
    }
}
