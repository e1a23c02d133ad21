namespace SttPowerShell.LocalService.Engine;

/// <summary>How thoroughly a decoder searches. It is fixed when the decoder is loaded.</summary>
internal enum SearchProfile
{
    /// <summary>
    /// Fewer hypotheses a frame than <see cref="Thorough"/>: two thirds of the computing, and of broadband speech as
    /// many words right.
    /// </summary>
    Normal,

    /// <summary>
    /// PocketSphinx's defaults. Of narrowband speech, which it hears with a broadband model, more words are right than
    /// with <see cref="Normal"/>, and a training learns more from what was heard so.
    /// </summary>
    Thorough,

    /// <summary>
    /// Half of the computing of <see cref="Thorough"/> for about half a point more of word errors: every second
    /// frame's Gaussians, the two best of them, fewer hypotheses a frame, and phones looked ahead.
    /// </summary>
    Fast,

    /// <summary>As fast, and without the second pass over a whole utterance: for drafts, which never come to it.</summary>
    Draft,
}
