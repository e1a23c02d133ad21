namespace SttPowerShell.Accuracy;

/// <summary>
/// Which of several results are significant together (Holm, "A simple sequentially rejective multiple test procedure",
/// 1979): of twenty models that are all alike, one would look better than the baseline at the usual level.
/// </summary>
internal static class Holm
{
    /// <summary>How likely it may be that any of the results is one by chance.</summary>
    public const double Level = 0.05;

    public static bool[] Significant(IReadOnlyList<double> pValues)
    {
        bool[] significant = new bool[pValues.Count];
        int left = pValues.Count;
        foreach (int i in Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]))
        {
            if (pValues[i] > Level / left--) break;
            significant[i] = true;
        }
        return significant;
    }
}
