namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>How thoroughly a decoder searches. It is fixed when the decoder is loaded.</summary>
internal enum SearchProfile
{
    /// <summary>PocketSphinx's defaults: some 0.25 s of computing for a second of speech.</summary>
    Accurate,

    /// <summary>
    /// Half of the computing for about half a point more of word errors: every second frame's Gaussians, the two best
    /// of them, fewer hypotheses a frame, and phones looked ahead.
    /// </summary>
    Fast,

    /// <summary>As fast, and without the second pass over a whole utterance: for drafts, which never come to it.</summary>
    Draft,
}
