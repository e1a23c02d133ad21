namespace SttPowerShell.LocalService.Recognition;

/// <summary>How a recording is cut into utterances; times in seconds.</summary>
internal sealed record EndpointerOptions
{
    public static EndpointerOptions Default { get; } = new();

    /// <summary>How long a pause must be to end an utterance.</summary>
    public double EndSilence { get; init; } = 0.8;

    /// <summary>
    /// How much is kept before and behind speech: quiet first and last sounds, and what the recogniser needs to hear
    /// of the silence. More would shift its estimate of the channel.
    /// </summary>
    public double Padding { get; init; } = 0.25;

    /// <summary>Longer speech is cut where it is quietest. An utterance's decoding costs memory and time by its length.</summary>
    public double LongestUtterance { get; init; } = 20;

    /// <summary>How far speech must rise above the background, in dB; it may fall 2 dB lower before it ends.</summary>
    public double Rise { get; init; } = 8;

    /// <summary>How far below the loudest part of the last seconds speech may be, in dB: breath is below.</summary>
    public double Range { get; init; } = 38;
}
