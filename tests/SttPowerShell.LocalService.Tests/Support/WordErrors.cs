namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>The word errors of a hypothesis: the least number of substitutions, insertions and deletions.</summary>
/// <param name="Count">How many errors.</param>
/// <param name="Matches">The words that are right: index in the reference, index in the hypothesis.</param>
internal sealed record WordErrors(int Count, IReadOnlyList<(int Reference, int Hypothesis)> Matches)
{
    public static WordErrors Between(string[] reference, string[] hypothesis)
    {
        int[,] cost = new int[reference.Length + 1, hypothesis.Length + 1];
        for (int i = 0; i <= reference.Length; i++)
        {
            for (int j = 0; j <= hypothesis.Length; j++)
            {
                cost[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(
                        cost[i - 1, j - 1] + (reference[i - 1] == hypothesis[j - 1] ? 0 : 1),
                        1 + Math.Min(cost[i - 1, j], cost[i, j - 1])),
                };
            }
        }
        List<(int, int)> matches = [];
        for (int i = reference.Length, j = hypothesis.Length; i > 0 && j > 0;)
        {
            bool same = reference[i - 1] == hypothesis[j - 1];
            if (cost[i, j] == cost[i - 1, j - 1] + (same ? 0 : 1))
            {
                i--;
                j--;
                if (same) matches.Add((i, j));
            }
            else if (cost[i, j] == cost[i - 1, j] + 1) i--;
            else j--;
        }
        return new WordErrors(cost[reference.Length, hypothesis.Length], matches);
    }
}
