namespace SttPowerShell.Accuracy;

/// <summary>
/// The exact test of paired differences (Fisher and Pitman): if both of a pair are alike, each difference might as well
/// have fallen to the other side, and all ways to do so are equally likely.
/// </summary>
internal static class SignFlips
{
    /// <summary>The share of these ways whose sum is at least as far from 0 as the one that was seen.</summary>
    public static double TwoSided(IEnumerable<int> differences)
    {
        int[] sizes = [.. differences.Where(difference => difference != 0).Select(Math.Abs)];
        int seen = Math.Abs(differences.Sum());
        int most = sizes.Sum();
        // By the sum of what falls to one side: how likely it is.
        double[] likely = new double[most + 1];
        likely[0] = 1;
        foreach (int size in sizes)
        {
            for (int sum = most; sum >= 0; sum--)
            {
                likely[sum] = (likely[sum] + (sum >= size ? likely[sum - size] : 0)) / 2;
            }
        }
        return likely.Where((_, sum) => Math.Abs((2 * sum) - most) >= seen).Sum();
    }
}
