using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace SttPowerShell.Commands;

/// <summary>Shows how far the reading or writing of a model's file is, at most ten times a second.</summary>
internal sealed class BackupProgress(Cmdlet cmdlet, string activity)
{
    private const int ActivityId = 7008;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private long _last = Stopwatch.GetTimestamp();
    private bool _shown;

    /// <summary>Shows what is in hand, and how much of it is done.</summary>
    public void Show(string what, long done, long total)
    {
        if (!IsTime()) return;
        string status = string.Create(CultureInfo.CurrentCulture,
            $"{what}: {done / 1048576.0:0.0} of {total / 1048576.0:0.0} MB");
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, status)
        {
            PercentComplete = total > 0 ? (int)Math.Min(100, done * 100 / total) : -1,
        });
    }

    /// <summary>Shows how many there were until now, where nobody knows how many there will be.</summary>
    public void Count(string what, long count)
    {
        if (!IsTime()) return;
        string status = string.Create(CultureInfo.CurrentCulture, $"{what}: {count:n0}");
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, status));
    }

    /// <summary>Takes the display away.</summary>
    public void Complete()
    {
        if (!_shown) return;
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, "Done")
        {
            RecordType = ProgressRecordType.Completed,
        });
    }

    private bool IsTime()
    {
        if (Stopwatch.GetElapsedTime(_last) < Pause) return false;
        _last = Stopwatch.GetTimestamp();
        return _shown = true;
    }
}
