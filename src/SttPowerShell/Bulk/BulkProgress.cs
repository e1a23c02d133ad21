using System.Diagnostics;
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
        Write(Overall(isWhole));
        for (int i = 0; i < workers.Count; i++)
        {
            if (workers[i].Now is (string status, int percent))
            {
                Write(new ProgressRecord(Id(i), $"Worker {i + 1}", status)
                {
                    PercentComplete = percent,
                    ParentActivityId = OverallId,
                });
            }
            else Complete(Id(i));
        }
    }

    /// <summary>Takes the display away.</summary>
    public void Complete()
    {
        foreach (int id in _shown.OrderDescending().ToArray()) Complete(id);
    }

    private static int Id(int worker) => OverallId + 1 + worker;

    private ProgressRecord Overall(bool isWhole)
    {
        string of = isWhole ? $" of {tally.Files}" : "";
        string failed = tally.Failed > 0 ? $", {tally.Failed} failed" : "";
        string before = tally.Skipped > 0 ? $", {tally.Skipped} finished before" : "";
        ProgressRecord record = new(OverallId, Activity, $"{tally.Ended}{of}{failed}{before}");
        int done = tally.Ended - tally.Skipped;
        if (!isWhole || done == 0) return record;
        record.PercentComplete = tally.Ended * 100 / tally.Files;
        record.SecondsRemaining = (int)(tally.Elapsed.TotalSeconds / done * (tally.Files - tally.Ended));
        return record;
    }

    private void Write(ProgressRecord record)
    {
        _shown.Add(record.ActivityId);
        cmdlet.WriteProgress(record);
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
