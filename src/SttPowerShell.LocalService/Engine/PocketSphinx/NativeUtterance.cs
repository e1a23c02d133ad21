namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>Lets a decoder's current search hear an utterance.</summary>
internal static class NativeUtterance
{
    /// <summary>
    /// The whole utterance in one pass, so that cepstral means are of this utterance and of nothing else.
    /// </summary>
    public static void Hear(DecoderHandle decoder, ReadOnlySpan<short> samples)
    {
        NativeCall.Check(Sphinx.ps_start_stream(decoder), nameof(Sphinx.ps_start_stream));
        NativeCall.Check(Sphinx.ps_start_utt(decoder), nameof(Sphinx.ps_start_utt));
        int processed = Sphinx.ps_process_raw(decoder, samples, (nuint)samples.Length, 0, 1);
        int ended = Sphinx.ps_end_utt(decoder);
        NativeCall.Check(processed, nameof(Sphinx.ps_process_raw));
        NativeCall.Check(ended, nameof(Sphinx.ps_end_utt));
    }
}
