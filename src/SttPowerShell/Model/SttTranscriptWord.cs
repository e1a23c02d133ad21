using System.Globalization;

namespace SttPowerShell;

/// <summary>A recognised word.</summary>
public sealed record SttTranscriptWord
{
    // Not nullable, which takes 16 bytes each: of a long recording's results, words are the most.
    private readonly double _start = double.NaN;
    private readonly double _end = double.NaN;
    private readonly double _confidence = double.NaN;

    /// <summary>The word.</summary>
    public required string Word { get; init; }

    /// <summary>Where it starts, in seconds from the beginning of the audio; with -Timestamps.</summary>
    public double? Start { get => Known(_start); init => _start = value ?? double.NaN; }

    /// <summary>Where it ends, in seconds from the beginning of the audio; with -Timestamps.</summary>
    public double? End { get => Known(_end); init => _end = value ?? double.NaN; }

    /// <summary>How sure the recogniser is, 0 to 1; with -WordConfidence.</summary>
    public double? Confidence { get => Known(_confidence); init => _confidence = value ?? double.NaN; }

    /// <summary>The word and its times.</summary>
    public override string ToString() => Start is null
        ? Word
        : string.Create(CultureInfo.InvariantCulture, $"{Word} ({Start:0.00}-{End:0.00} s)");

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
