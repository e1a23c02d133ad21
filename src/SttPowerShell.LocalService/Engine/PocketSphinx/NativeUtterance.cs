namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>Lets a decoder's current search hear an utterance.</summary>
internal static class NativeUtterance
{
    /// <summary>
    /// The whole utterance in one pass, so that cepstral means are of this utterance and of nothing else.
    /// </summary>
    public static void Hear(DecoderHandle decoder, ReadOnlySpan<short> samples)
    {
        Begin(decoder);
        int processed = Sphinx.ps_process_raw(decoder, samples, (nuint)samples.Length, 0, 1);
        End(decoder);
        NativeCall.Check(processed, nameof(Sphinx.ps_process_raw));
    }

    public static void Begin(DecoderHandle decoder)
    {
        NativeCall.Check(Sphinx.ps_start_stream(decoder), nameof(Sphinx.ps_start_stream));
        NativeCall.Check(Sphinx.ps_start_utt(decoder), nameof(Sphinx.ps_start_utt));
    }

    /// <summary>
    /// A part of an utterance. Cepstral means begin as those of the utterance before and move to this one's, so what
    /// is heard is a draft.
    /// </summary>
    public static void Continue(DecoderHandle decoder, ReadOnlySpan<short> samples) => NativeCall.Check(
        Sphinx.ps_process_raw(decoder, samples, (nuint)samples.Length, 0, 0), nameof(Sphinx.ps_process_raw));

    public static void End(DecoderHandle decoder)
        => NativeCall.Check(Sphinx.ps_end_utt(decoder), nameof(Sphinx.ps_end_utt));
}
