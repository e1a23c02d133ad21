using System.Globalization;
using SttPowerShell.Client.Wire;

namespace SttPowerShell;

/// <summary>What may have been said at one place of a recording; with -WordAlternativesThreshold.</summary>
public sealed record SttWordAlternatives
{
    /// <summary>Where it starts, in seconds from the beginning of the audio.</summary>
    public required double Start { get; init; }

    /// <summary>Where it ends, in seconds from the beginning of the audio.</summary>
    public required double End { get; init; }

    /// <summary>The words, the transcript's first.</summary>
    public IReadOnlyList<SttWordAlternative> Alternatives { get; init; } = Array.Empty<SttWordAlternative>();

    /// <summary>The words and how sure the recogniser is of each.</summary>
    public override string ToString() => string.Join(" | ", Alternatives);

    internal static SttWordAlternatives[] From(IReadOnlyList<WordAlternatives>? bins)
        => bins is null ? Array.Empty<SttWordAlternatives>() : bins.Select(bin => new SttWordAlternatives
        {
            Start = bin.StartTime,
            End = bin.EndTime,
            Alternatives = (bin.Alternatives ?? []).Select(word => new SttWordAlternative
            {
                Word = word.Word ?? "",
                Confidence = word.Confidence,
            }).ToArray(),
        }).ToArray();
}

/// <summary>A word that may have been said.</summary>
public sealed record SttWordAlternative
{
    /// <summary>The word.</summary>
    public required string Word { get; init; }

    /// <summary>How likely it is, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The word and how likely it is.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Word} {Confidence:0.00}");
}
