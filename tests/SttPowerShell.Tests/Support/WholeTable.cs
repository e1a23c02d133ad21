namespace SttPowerShell.Tests.Support;

/// <summary>sclite's alignment by the whole table, as plainly as can be.</summary>
internal static class WholeTable
{
    /// <summary>The first letters of match, substitution, insertion, deletion.</summary>
    public static IEnumerable<char> Align(IReadOnlyList<string> said, IReadOnlyList<string> heard)
    {
        int[,] weight = new int[said.Count + 1, heard.Count + 1];
        for (int i = 0; i <= said.Count; i++)
        {
            for (int j = 0; j <= heard.Count; j++)
            {
                weight[i, j] = (i, j) switch
                {
                    (0, _) => 3 * j,
                    (_, 0) => 3 * i,
                    _ => Math.Min(weight[i - 1, j - 1] + (said[i - 1] == heard[j - 1] ? 0 : 4),
                        3 + Math.Min(weight[i, j - 1], weight[i - 1, j])),
                };
            }
        }
        List<char> back = [];
        for (int i = said.Count, j = heard.Count; i > 0 || j > 0;)
        {
            bool same = i > 0 && j > 0 && said[i - 1] == heard[j - 1];
            if (i > 0 && j > 0 && weight[i, j] == weight[i - 1, j - 1] + (same ? 0 : 4))
            {
                back.Add(same ? 'M' : 'S');
                i--;
                j--;
            }
            else if (j > 0 && weight[i, j] == weight[i, j - 1] + 3)
            {
                back.Add('I');
                j--;
            }
            else
            {
                back.Add('D');
                i--;
            }
        }
        back.Reverse();
        return back;
    }
}
