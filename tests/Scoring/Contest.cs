namespace SttPowerShell.Scoring;

/// <summary>Two recognitions of the same texts, of which one is the baseline.</summary>
internal sealed record Contest(IReadOnlyList<Pair> Baseline, IReadOnlyList<Pair> Candidate)
{
    /// <summary>Makes contests of a few to many texts, some between equals and some not, always the same for a seed.
    /// </summary>
    public static IEnumerable<Contest> Many(int count, int most, int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < count; i++)
        {
            int texts = 2 + random.Next(most);
            double errors = 0.05 + (random.NextDouble() * 0.4);
            double ratio = 0.6 + (random.NextDouble() * 0.8);
            string[][] said = [.. Enumerable.Range(0, texts).Select(_ => Pairs.Text(random))];
            yield return new Contest(
                [.. said.Select(text => Pairs.Heard(text, errors, random))],
                [.. said.Select(text => Pairs.Heard(text, errors * ratio, random))]);
        }
    }
}
