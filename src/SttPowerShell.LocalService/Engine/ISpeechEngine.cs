namespace SttPowerShell.LocalService.Engine;

/// <summary>
/// A recogniser. It hears one utterance at a time and knows nothing of HTTP, audio formats or endpointing. Safe for
/// concurrent use: it decodes as many utterances at once as it has decoders, and lets the others wait their turn.
/// </summary>
internal interface ISpeechEngine : IAsyncDisposable
{
    /// <summary>The rate of the samples that it wants, in Hz.</summary>
    int SampleRate { get; }

    /// <summary>
    /// The path of its pronunciation dictionary in the format of the CMU dictionary: the words that the base model can
    /// pronounce, in lower case, and the phones that pronunciations are made of.
    /// </summary>
    string Dictionary { get; }

    /// <summary>Decodes one utterance: 16-bit mono samples at <see cref="SampleRate"/>.</summary>
    /// <returns>Readings, best first; empty if nothing was heard.</returns>
    Task<IReadOnlyList<Hypothesis>> DecodeAsync(
        ReadOnlyMemory<short> utterance, DecodingOptions options, CancellationToken cancel);

    /// <summary>
    /// Begins to hear an utterance while it is being spoken, for drafts of what <see cref="DecodeAsync"/> will give.
    /// </summary>
    /// <returns>
    /// Null if there can't be drafts: too many utterances are being heard already, or the engine or the customization
    /// doesn't lend itself to them. The caller disposes what it gets as soon as the utterance has ended.
    /// </returns>
    ILiveUtterance? TryHear(EngineCustomization? customization) => null;

    /// <summary>Which of some words it has no pronunciation for, so that it can't search for them.</summary>
    /// <param name="words">Words in the spelling of the dictionary.</param>
    /// <param name="options">What they will be searched with: a custom language model may have words of its own.</param>
    /// <param name="cancel">Gives up waiting for a decoder.</param>
    Task<IReadOnlyList<string>> UnknownWordsAsync(
        IReadOnlyCollection<string> words, DecodingOptions options, CancellationToken cancel);
}
