namespace SttPowerShell.LocalService.Recognition;

/// <summary>A stretch of audio with speech in it.</summary>
/// <param name="FirstSample">Where it begins in the whole audio, counted in samples of one channel.</param>
/// <param name="Samples">The samples from there on, with some silence on both sides.</param>
internal sealed record Utterance(long FirstSample, ReadOnlyMemory<short> Samples)
{
    public UtteranceEnd Ended { get; init; }

    /// <summary>The sample of the whole audio at which speech begins; null if it goes on from the one before.</summary>
    public long? Onset { get; init; }
}
