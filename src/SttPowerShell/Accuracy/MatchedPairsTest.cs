namespace SttPowerShell.Accuracy;

/// <summary>
/// Whether two recognitions of the same recordings really differ in their errors, or may do so by chance: NIST's
/// matched-pairs sentence-segment word error test (MAPSSWE; Gillick and Cox, "Some statistical issues in the comparison
/// of speech recognition algorithms", ICASSP 1989), as sc_stats of its scoring toolkit computes it.
/// </summary>
internal sealed record MatchedPairsTest
{
    /// <summary>
    /// With fewer segments that differ, Z isn't distributed normally yet and would find differences where there are
    /// none; then the exact distribution is taken.
    /// </summary>
    private const int LeastForNormal = 50;

    /// <summary>In how many segments at least one of both has errors.</summary>
    public required int Segments { get; init; }

    /// <summary>
    /// The mean difference in standard errors, below 0 if the first has fewer errors. Null where all segments differ by
    /// the same, so that there is no standard error.
    /// </summary>
    public required double? Z { get; init; }

    /// <summary>How likely a difference as great is by chance alone, in either direction.</summary>
    public required double PValue { get; init; }

    /// <summary>Tests the differences of all segments; see <see cref="SentenceSegments"/>.</summary>
    public static MatchedPairsTest Of(IReadOnlyList<int> differences)
    {
        double mean = differences.Count == 0 ? 0 : differences.Average();
        double squares = differences.Sum(difference => (difference - mean) * (difference - mean));
        double? z = squares > 0 ? mean / Math.Sqrt(squares / (differences.Count - 1) / differences.Count)
            : mean == 0 ? 0
            : null;
        bool isNormal = z is not null && differences.Count(difference => difference != 0) >= LeastForNormal;
        return new MatchedPairsTest
        {
            Segments = differences.Count,
            Z = z,
            PValue = isNormal ? NormalDistribution.TwoSided(z!.Value) : SignFlips.TwoSided(differences),
        };
    }
}
