using System.Globalization;

namespace SttPowerShell;

/// <summary>A recognised word.</summary>
public sealed record SttTranscriptWord
{
    /// <summary>The word.</summary>
    public required string Word { get; init; }

    /// <summary>Where it starts, in seconds from the beginning of the audio; with -Timestamps.</summary>
    public double? Start { get; init; }

    /// <summary>Where it ends, in seconds from the beginning of the audio; with -Timestamps.</summary>
    public double? End { get; init; }

    /// <summary>How sure the recogniser is, 0 to 1; with -WordConfidence.</summary>
    public double? Confidence { get; init; }

    /// <summary>The word and its times.</summary>
    public override string ToString() => Start is null
        ? Word
        : string.Create(CultureInfo.InvariantCulture, $"{Word} ({Start:0.00}-{End:0.00} s)");
}
