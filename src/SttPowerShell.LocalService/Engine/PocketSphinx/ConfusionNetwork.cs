namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>
/// Merges the words of a lattice into bins, one for each word of the best reading, which they compete with.
/// </summary>
internal static class ConfusionNetwork
{
    /// <summary>Less likely words are left out: a lattice has hundreds of them.</summary>
    private const double Least = 0.0005;

    /// <param name="best">The best reading.</param>
    /// <param name="decoded">The same words with their frames.</param>
    /// <param name="lattice">All words that were considered.</param>
    public static IReadOnlyList<ConfusionBin> Build(
        IReadOnlyList<HypothesisWord> best, IReadOnlyList<DecodedWord> decoded, IEnumerable<LatticeWord> lattice)
    {
        ILookup<int, LatticeWord> bins = lattice.Where(word => word.Posterior > 0)
            .ToLookup(word => Bin(decoded, word));
        return [.. best.Select((word, index) => new ConfusionBin(
            word.Start, word.End,
            [new ConfusionWord(word.Text, word.Confidence), .. Others(word, decoded[index], bins[index])]))];
    }

    /// <summary>The word of the best reading that a word shares most time with; -1 if it lies between them.</summary>
    private static int Bin(IReadOnlyList<DecodedWord> decoded, LatticeWord word)
    {
        int bin = -1, most = 0;
        for (int index = 0; index < decoded.Count; index++)
        {
            int shared = Math.Min(decoded[index].End, word.End) - Math.Max(decoded[index].First, word.First);
            if (shared > most) (bin, most) = (index, shared);
        }
        return bin;
    }

    private static IEnumerable<ConfusionWord> Others(
        HypothesisWord best, DecodedWord place, IEnumerable<LatticeWord> candidates)
    {
        ConfusionWord[] others =
        [
            .. candidates.Where(word => word.Text != best.Text).GroupBy(word => word.Text, StringComparer.Ordinal)
                .Select(times => new ConfusionWord(times.Key, Likelihood(place, times)))
                .OrderByDescending(word => word.Confidence).ThenBy(word => word.Text, StringComparer.Ordinal),
        ];
        // Words that follow each other within the bin don't exclude each other, so that their sum may be too much.
        double sum = others.Sum(word => word.Confidence), left = 1 - best.Confidence;
        double scale = sum > left ? left / sum : 1;
        return others.Select(word => word with { Confidence = word.Confidence * scale })
            .Where(word => word.Confidence >= Least);
    }

    /// <summary>
    /// How likely a word is at the frame at which it is likeliest (C_max of F. Wessel, R. Schlueter, K. Macherey and
    /// H. Ney, IEEE Trans. Speech and Audio Processing 9(3), 2001).
    /// </summary>
    private static double Likelihood(DecodedWord place, IEnumerable<LatticeWord> times)
    {
        double[] frames = new double[place.Frames];
        foreach (LatticeWord word in times)
        {
            int first = Math.Max(word.First, place.First), end = Math.Min(word.End, place.End);
            for (int frame = first; frame < end; frame++) frames[frame - place.First] += word.Posterior;
        }
        return Math.Min(frames.Max(), 1);
    }
}
