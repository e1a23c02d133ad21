using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace SttPowerShell.Bulk;

/// <summary>Shows one bar over all recordings and one for each worker, at most five times a second.</summary>
internal sealed class BulkProgress(Cmdlet cmdlet, BulkTally tally, IReadOnlyList<WorkerProgress> workers)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private const int OverallId = 7010;
    private const string Activity = "Recognising recordings";

    private readonly HashSet<int> _shown = [];
    private long _last = Stopwatch.GetTimestamp();

    /// <param name="isWhole">Whether all recordings have come, so that their number is that of all.</param>
    public void Show(bool isWhole)
    {
        if (Stopwatch.GetElapsedTime(_last) < Pause) return;
        _last = Stopwatch.GetTimestamp();
        Write(OverallId, Activity, Status(isWhole), isWhole ? tally.Ended * 100 / Math.Max(1, tally.Files) : -1);
        for (int i = 0; i < workers.Count; i++)
        {
            if (workers[i].Now is (string status, int percent)) Write(Id(i), $"Worker {i + 1}", status, percent);
            else Complete(Id(i));
        }
    }

    /// <summary>Takes the display away.</summary>
    public void Complete()
    {
        foreach (int id in _shown.OrderDescending().ToArray()) Complete(id);
    }

    private static int Id(int worker) => OverallId + 1 + worker;

    private string Status(bool isWhole)
    {
        string of = isWhole ? string.Create(CultureInfo.CurrentCulture, $" of {tally.Files}") : "";
        return string.Create(CultureInfo.CurrentCulture,
            $"{tally.Ended}{of} ({tally.Skipped} finished before, {tally.Failed} failed)");
    }

    private void Write(int id, string activity, string status, int percent)
    {
        _shown.Add(id);
        cmdlet.WriteProgress(new ProgressRecord(id, activity, status)
        {
            PercentComplete = percent,
            ParentActivityId = id == OverallId ? -1 : OverallId,
        });
    }

    private void Complete(int id)
    {
        if (!_shown.Remove(id)) return;
        cmdlet.WriteProgress(new ProgressRecord(id, Activity, "Done")
        {
            RecordType = ProgressRecordType.Completed,
            ParentActivityId = id == OverallId ? -1 : OverallId,
        });
    }
}
