using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace SttPowerShell.Commands;

/// <summary>Shows how many recognitions of a comparison are done, at most ten times a second.</summary>
internal sealed class ComparisonProgress(Cmdlet cmdlet, int all)
{
    private const int ActivityId = 7010;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly ProgressRecord _record = new(ActivityId, "Comparing models", "Sending audio");
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _last;

    /// <param name="done">How many are done.</param>
    /// <param name="what">What was done last.</param>
    public void Show(int done, string what)
    {
        if (_last != 0 && Stopwatch.GetElapsedTime(_last) < s_pause && done < all) return;
        _last = Stopwatch.GetTimestamp();
        _record.PercentComplete = (int)(done * 100L / all);
        _record.StatusDescription = string.Create(CultureInfo.CurrentCulture, $"{done} of {all} recognitions");
        _record.CurrentOperation = what;
        double left = Stopwatch.GetElapsedTime(_start).TotalSeconds / Math.Max(1, done) * (all - done);
        if (done > 0) _record.SecondsRemaining = (int)Math.Min(left, int.MaxValue);
        cmdlet.WriteProgress(_record);
    }

    /// <summary>Takes the display away.</summary>
    public void Complete()
    {
        _record.RecordType = ProgressRecordType.Completed;
        cmdlet.WriteProgress(_record);
    }
}
