using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace SttPowerShell.Commands;

/// <summary>
/// Shows how much of several uploads has been sent together, at most ten times a second. Reports may come from any
/// thread; made in a cmdlet's step, it shows them on the pipeline thread.
/// </summary>
/// <param name="cmdlet">The cmdlet that shows it.</param>
/// <param name="activityId">The same for all records of one command.</param>
/// <param name="activity">What the command does.</param>
/// <param name="lengths">Bytes of each upload.</param>
internal sealed class BatchTransferProgress(Cmdlet cmdlet, int activityId, string activity, IReadOnlyList<long> lengths)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly long[] _sent = new long[lengths.Count];
    private readonly long _total = lengths.Sum();
    private readonly SynchronizationContext _pipeline = SynchronizationContext.Current!;
    private long _last = Stopwatch.GetTimestamp();
    private int _ended;
    private bool _shown;

    /// <summary>Takes the number of bytes of one upload that have been sent so far.</summary>
    public IProgress<long> For(int index) => new One(this, index);

    /// <summary>Notes that an upload has ended, well or not. To be called in the cmdlet's step.</summary>
    public void End(int index)
    {
        _ended++;
        Interlocked.Exchange(ref _sent[index], lengths[index]);
        Show();
    }

    /// <summary>Takes the display away.</summary>
    public void Complete()
    {
        if (!_shown) return;
        cmdlet.WriteProgress(new ProgressRecord(activityId, activity, "Done")
        {
            RecordType = ProgressRecordType.Completed,
        });
    }

    private void Report(int index, long sent)
    {
        Interlocked.Exchange(ref _sent[index], sent);
        long last = Interlocked.Read(ref _last);
        if (Stopwatch.GetElapsedTime(last) < Pause) return;
        if (Interlocked.CompareExchange(ref _last, Stopwatch.GetTimestamp(), last) != last) return;
        _pipeline.Post(_ => Show(), null);
    }

    private void Show()
    {
        _shown = true;
        long sent = 0;
        for (int i = 0; i < _sent.Length; i++) sent += Interlocked.Read(ref _sent[i]);
        string status = string.Create(CultureInfo.CurrentCulture,
            $"{_ended} of {_sent.Length} files, {sent / 1048576.0:0.0} of {_total / 1048576.0:0.0} MB");
        cmdlet.WriteProgress(new ProgressRecord(activityId, activity, status)
        {
            PercentComplete = _total > 0 ? (int)Math.Min(100, sent * 100 / _total) : -1,
        });
    }

    private sealed class One(BatchTransferProgress all, int index) : IProgress<long>
    {
        public void Report(long value) => all.Report(index, value);
    }
}
