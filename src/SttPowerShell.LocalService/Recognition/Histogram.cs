using SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Recognition;

/// <summary>Counts values by ranges between edges; the last range has its upper edge too.</summary>
internal sealed class Histogram(params double[] edges)
{
    private readonly int[] _counts = new int[edges.Length - 1];

    public void Add(double value)
    {
        int bin = 0;
        while (bin < _counts.Length - 1 && value >= edges[bin + 1]) bin++;
        _counts[bin]++;
    }

    public IReadOnlyList<HistogramBin> Bins =>
    [
        .. _counts.Select((count, bin) => new HistogramBin
        {
            Begin = edges[bin], End = edges[bin + 1], Count = count,
        }),
    ];
}
