namespace SttPowerShell;

/// <summary>
/// What a phrase sounds like so far, or, once IsFinal is set, its final result. With -Interim; each replaces those
/// before it with the same Index. In a string it is its text.
/// </summary>
public sealed record SttInterimTranscript
{
    /// <summary>The file, if the audio came from one.</summary>
    public string? Path { get; init; }

    /// <summary>The phrase's number in the recording, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Whether the phrase has ended and stays as it is.</summary>
    public required bool IsFinal { get; init; }

    /// <summary>The text, without space around it.</summary>
    public string Transcript => Result.Transcript;

    /// <summary>Where the first word starts, in seconds from the beginning of the audio; with -Timestamps.</summary>
    public double? Start => Result.Start;

    /// <summary>Where the last word ends, in seconds from the beginning of the audio; with -Timestamps.</summary>
    public double? End => Result.End;

    /// <summary>The phrase with all that was asked for.</summary>
    public required SttTranscriptSegment Result { get; init; }

    /// <summary>The text.</summary>
    public override string ToString() => Transcript;
}
