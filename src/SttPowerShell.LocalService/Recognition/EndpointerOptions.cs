namespace SttPowerShell.LocalService.Recognition;

/// <summary>How speech is cut into utterances. Durations are in seconds, levels in dB.</summary>
internal sealed record EndpointerOptions
{
    public static EndpointerOptions Default { get; } = new();

    /// <summary>Silence of this length ends an utterance: the contract's end_of_phrase_silence_time.</summary>
    public double EndSilence { get; init; } = 0.8;

    /// <summary>
    /// What is kept before the first and after the last loud frame. Weak fricatives lie there, and the engine wants
    /// some silence to know the background by, but not so much that it takes it for the signal.
    /// </summary>
    public double Padding { get; init; } = 0.25;

    /// <summary>Longer speech is cut at its quietest point: decoding time grows faster than the length.</summary>
    public double MaximumLength { get; init; } = 18;

    /// <summary>Over the noise floor, so much is speech for certain.</summary>
    public double OnsetLevel { get; init; } = 9;

    /// <summary>Within an utterance, whatever is this much over the noise floor belongs to it.</summary>
    public double HoldLevel { get; init; } = 5;
}
