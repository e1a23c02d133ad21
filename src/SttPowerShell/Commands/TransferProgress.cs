using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace SttPowerShell.Commands;

/// <summary>
/// Shows how much of an upload has been sent, at most ten times a second. Reports may come from any thread; made in a
/// cmdlet's step, it shows them on the pipeline thread.
/// </summary>
internal sealed class TransferProgress : IProgress<long>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Cmdlet _cmdlet;
    private readonly ProgressRecord _record;
    private readonly string _name;
    private readonly long? _total;
    private readonly SynchronizationContext _pipeline = SynchronizationContext.Current!;
    private long _last = Stopwatch.GetTimestamp();
    private bool _shown;
    private bool _recognizes;

    /// <param name="cmdlet">The cmdlet that shows it.</param>
    /// <param name="activityId">The same for all records of one command.</param>
    /// <param name="activity">What the command does.</param>
    /// <param name="name">What is sent.</param>
    /// <param name="total">Bytes in all, if known.</param>
    public TransferProgress(Cmdlet cmdlet, int activityId, string activity, string name, long? total)
    {
        _cmdlet = cmdlet;
        _name = name;
        _total = total;
        _record = new ProgressRecord(activityId, activity, name);
    }

    /// <summary>Takes the number of bytes that have been sent so far.</summary>
    public void Report(long value)
    {
        long last = Interlocked.Read(ref _last);
        bool whole = value == _total;
        if (Stopwatch.GetElapsedTime(last) < Pause && !whole) return;
        if (Interlocked.CompareExchange(ref _last, Stopwatch.GetTimestamp(), last) != last) return;
        _pipeline.Post(_ => Show(value), null);
    }

    /// <summary>
    /// Takes the seconds of audio that have been recognised so far, on the pipeline thread; from then on they are shown
    /// and not what was sent.
    /// </summary>
    /// <param name="seconds">Recognised.</param>
    /// <param name="duration">In all, if known.</param>
    public void Recognized(double seconds, double? duration)
    {
        if (seconds <= 0 || Stopwatch.GetElapsedTime(_last) < Pause) return;
        _last = Stopwatch.GetTimestamp();
        _recognizes = true;
        _shown = true;
        _record.PercentComplete = duration > 0 ? (int)Math.Clamp(seconds * 100 / duration.Value, 0, 100) : -1;
        _record.StatusDescription = string.Create(CultureInfo.CurrentCulture, $"{_name}: {seconds:0.0} s recognised");
        _cmdlet.WriteProgress(_record);
    }

    /// <summary>Takes the display away.</summary>
    public void Complete()
    {
        if (!_shown) return;
        _record.RecordType = ProgressRecordType.Completed;
        _cmdlet.WriteProgress(_record);
    }

    private void Show(long sent)
    {
        if (_recognizes) return;
        _shown = true;
        _record.PercentComplete = _total > 0 ? (int)Math.Min(100, sent * 100 / _total.Value) : -1;
        _record.StatusDescription = sent == _total
            ? $"{_name}: waiting for the result"
            : string.Create(CultureInfo.CurrentCulture, $"{_name}: {sent / 1048576.0:0.0} MB sent");
        _cmdlet.WriteProgress(_record);
    }
}
