using SttPowerShell.Client.Wire;

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

    /// <summary>The options that a request's parameters ask for.</summary>
    /// <remarks>
    /// The levels go with the odds of the sensitivity, so that 0.5 leaves them as they are, 1 takes whatever is over
    /// the noise floor, and 0 takes nothing at all (contract section 5.1).
    /// </remarks>
    public static EndpointerOptions For(RecognitionParameters parameters)
    {
        double sensitivity = parameters.SpeechDetectorSensitivity ?? 0.5;
        double factor = sensitivity > 0 ? (1 - sensitivity) / sensitivity : double.PositiveInfinity;
        return Default with
        {
            EndSilence = parameters.EndOfPhraseSilenceTime is > 0 and double silence ? silence : Default.EndSilence,
            OnsetLevel = Default.OnsetLevel * factor,
            HoldLevel = Default.HoldLevel * factor,
        };
    }
}
