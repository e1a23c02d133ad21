namespace SttPowerShell.LocalService.Recognition;

/// <summary>A stretch of a recording in which somebody speaks.</summary>
/// <param name="Start">The index of its first sample in the recording.</param>
/// <param name="Samples">Its samples, its own copy.</param>
internal sealed record Utterance(long Start, short[] Samples)
{
    /// <summary>The index of the first sample behind it.</summary>
    public long End => Start + Samples.Length;
}
