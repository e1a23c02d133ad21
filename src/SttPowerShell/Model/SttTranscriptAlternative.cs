namespace SttPowerShell;

/// <summary>One reading of a segment.</summary>
public sealed record SttTranscriptAlternative
{
    /// <summary>The text, without space around it.</summary>
    public required string Transcript { get; init; }

    /// <summary>How sure the recogniser is, 0 to 1; only the best reading has one.</summary>
    public double? Confidence { get; init; }

    /// <summary>The text.</summary>
    public override string ToString() => Transcript;
}
