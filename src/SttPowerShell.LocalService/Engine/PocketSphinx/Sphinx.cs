using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;

namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>
/// The C functions of PocketSphinx 5prealpha and its SphinxBase, as they are. The libraries must have been loaded by
/// <see cref="NativeLibraries"/> before.
/// </summary>
internal static partial class Sphinx
{
    private const string Base = EngineFiles.BaseLibrary;
    private const string Decoder = EngineFiles.DecoderLibrary;

    /// <summary>The recogniser's definitions of its settings: static, never freed.</summary>
    [LibraryImport(Decoder)]
    internal static partial nint ps_args();

    /// <summary>A configuration; without arguments it has every setting's default.</summary>
    [LibraryImport(Base)]
    internal static partial ConfigurationHandle cmd_ln_parse_r(
        nint inout, nint definitions, int count, nint arguments, int strict);

    [LibraryImport(Base)]
    internal static partial int cmd_ln_free_r(nint configuration);

    [LibraryImport(Base, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void cmd_ln_set_str_r(ConfigurationHandle configuration, string name, string value);

    [LibraryImport(Base, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void cmd_ln_set_int_r(ConfigurationHandle configuration, string name, CLong value);

    [LibraryImport(Base, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void cmd_ln_set_float_r(ConfigurationHandle configuration, string name, double value);

    /// <summary>Sets the one C stream of all log messages in the process; 0 for none.</summary>
    [LibraryImport(Base)]
    internal static partial void err_set_logfp(nint stream);

    /// <summary>Sets the one callback of all log messages in the process; 0 drops them.</summary>
    [LibraryImport(Base)]
    internal static partial void err_set_callback(nint callback, nint state);

    [LibraryImport(Base)]
    internal static partial double logmath_exp(nint logmath, int value);

    /// <summary>Loads a decoder; it keeps a reference to the configuration.</summary>
    [LibraryImport(Decoder)]
    internal static partial DecoderHandle ps_init(ConfigurationHandle configuration);

    [LibraryImport(Decoder)]
    internal static partial int ps_free(nint decoder);

    /// <summary>The configuration that the decoder keeps.</summary>
    [LibraryImport(Decoder)]
    internal static partial nint ps_get_config(DecoderHandle decoder);

    /// <summary>The decoder's own logarithm tables.</summary>
    [LibraryImport(Decoder)]
    internal static partial nint ps_get_logmath(DecoderHandle decoder);

    /// <summary>
    /// Reads an n-gram model, text or binary by its content (<paramref name="type"/> 0), with the decoder's logarithms.
    /// </summary>
    [LibraryImport(Base, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LanguageModelHandle ngram_model_read(
        nint configuration, string file, int type, nint logmath);

    [LibraryImport(Base)]
    internal static partial int ngram_model_free(nint model);

    /// <summary>One model of several; it keeps references to them. With weights, it interpolates.</summary>
    [LibraryImport(Base, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LanguageModelHandle ngram_model_set_init(
        nint configuration, nint[] models, string[] names, float[] weights, int count);

    /// <summary>Changes the weights of a set in place; 0 if a name isn't in it.</summary>
    [LibraryImport(Base, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint ngram_model_set_interp(LanguageModelHandle set, string[] names, float[] weights);

    /// <summary>Adds a search by an n-gram model, to which it keeps a reference, under a name.</summary>
    [LibraryImport(Decoder, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ps_set_lm(DecoderHandle decoder, string name, LanguageModelHandle model);

    /// <summary>
    /// Adds a pronunciation to the dictionary, for searches that are added later.
    /// </summary>
    /// <returns>Below 0 if the word is there already or a phone is unknown.</returns>
    [LibraryImport(Decoder, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ps_add_word(DecoderHandle decoder, string word, string phones, int update);

    /// <summary>Forgets what noise was heard in earlier utterances.</summary>
    [LibraryImport(Decoder)]
    internal static partial int ps_start_stream(DecoderHandle decoder);

    [LibraryImport(Decoder)]
    internal static partial int ps_start_utt(DecoderHandle decoder);

    [LibraryImport(Decoder)]
    internal static partial int ps_process_raw(
        DecoderHandle decoder, ReadOnlySpan<short> samples, nuint count, int noSearch, int fullUtterance);

    [LibraryImport(Decoder)]
    internal static partial int ps_end_utt(DecoderHandle decoder);

    [LibraryImport(Decoder)]
    [return: MarshalUsing(typeof(BorrowedUtf8))]
    internal static partial string? ps_get_hyp(DecoderHandle decoder, out int score);

    /// <summary>The first segment of the best reading; 0 if there is none.</summary>
    [LibraryImport(Decoder)]
    internal static partial nint ps_seg_iter(DecoderHandle decoder);

    /// <summary>The next segment; after the last one 0, and the iterator is freed.</summary>
    [LibraryImport(Decoder)]
    internal static partial nint ps_seg_next(nint segment);

    [LibraryImport(Decoder)]
    internal static partial void ps_seg_free(nint segment);

    [LibraryImport(Decoder)]
    [return: MarshalUsing(typeof(BorrowedUtf8))]
    internal static partial string? ps_seg_word(nint segment);

    /// <summary>First and last frame of a segment, both inclusive.</summary>
    [LibraryImport(Decoder)]
    internal static partial void ps_seg_frames(nint segment, out int first, out int last);

    /// <summary>The segment's posterior probability, as a logarithm for <see cref="logmath_exp"/>.</summary>
    [LibraryImport(Decoder)]
    internal static partial int ps_seg_prob(nint segment, out int acoustic, out int language, out int backoff);

    /// <summary>The first of the n best readings; 0 if there is none.</summary>
    [LibraryImport(Decoder)]
    internal static partial nint ps_nbest(DecoderHandle decoder);

    /// <summary>The next reading; after the last one 0, and the iterator is freed.</summary>
    [LibraryImport(Decoder)]
    internal static partial nint ps_nbest_next(nint reading);

    [LibraryImport(Decoder)]
    internal static partial void ps_nbest_free(nint reading);

    [LibraryImport(Decoder)]
    [return: MarshalUsing(typeof(BorrowedUtf8))]
    internal static partial string? ps_nbest_hyp(nint reading, out int score);

    /// <summary>Adds a search by a grammar in the JSpeech Grammar Format under a name.</summary>
    [LibraryImport(Decoder, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ps_set_jsgf_string(DecoderHandle decoder, string name, string grammar);

    /// <summary>
    /// Adds a search that spots phrases, of words that the dictionary has, under a name. The file has one a line.
    /// </summary>
    [LibraryImport(Decoder, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ps_set_kws(DecoderHandle decoder, string name, string file);

    /// <summary>A word's phones, to be freed with <see cref="ckd_free"/>; 0 if the dictionary lacks it.</summary>
    [LibraryImport(Decoder, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint ps_lookup_word(DecoderHandle decoder, string word);

    [LibraryImport(Base)]
    internal static partial void ckd_free(nint memory);

    /// <summary>The lattice of the best reading, which the decoder keeps; 0 if there is none.</summary>
    [LibraryImport(Decoder)]
    internal static partial nint ps_get_lattice(DecoderHandle decoder);

    [LibraryImport(Decoder)]
    internal static partial nint ps_latnode_iter(nint lattice);

    /// <summary>The next node; after the last one 0. Nothing is to be freed.</summary>
    [LibraryImport(Decoder)]
    internal static partial nint ps_latnode_iter_next(nint iterator);

    [LibraryImport(Decoder)]
    internal static partial nint ps_latnode_iter_node(nint iterator);

    /// <summary>The word without the number of its pronunciation.</summary>
    [LibraryImport(Decoder)]
    [return: MarshalUsing(typeof(BorrowedUtf8))]
    internal static partial string? ps_latnode_baseword(nint lattice, nint node);

    /// <summary>The first of the links from a node to those that may follow; 0 if there is none.</summary>
    [LibraryImport(Decoder)]
    internal static partial nint ps_latnode_exits(nint node);

    [LibraryImport(Decoder)]
    internal static partial nint ps_latlink_iter_next(nint iterator);

    [LibraryImport(Decoder)]
    internal static partial nint ps_latlink_iter_link(nint iterator);

    /// <summary>The last frame of the word that the link comes from, and its first one.</summary>
    [LibraryImport(Decoder)]
    internal static partial int ps_latlink_times(nint link, out short first);

    /// <summary>The link's posterior probability, as a logarithm for <see cref="logmath_exp"/>.</summary>
    [LibraryImport(Decoder)]
    internal static partial int ps_latlink_prob(nint lattice, nint link, nint acoustic);

    /// <summary>Makes a search the one that decodes.</summary>
    [LibraryImport(Decoder, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ps_set_search(DecoderHandle decoder, string name);

    /// <summary>
    /// The C library's own: gives freed memory of all threads back to the system, but for so many bytes.
    /// </summary>
    [LibraryImport("libc")]
    internal static partial int malloc_trim(nuint keep);
}

/// <summary>Text that belongs to the decoder: .NET's own marshalling of a returned string would free it.</summary>
[CustomMarshaller(typeof(string), MarshalMode.ManagedToUnmanagedOut, typeof(BorrowedUtf8))]
internal static class BorrowedUtf8
{
    public static string? ConvertToManaged(nint text) => Marshal.PtrToStringUTF8(text);
}
