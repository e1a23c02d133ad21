namespace SttPowerShell.Bulk;

/// <summary>What one worker is at: written by the worker on any thread, read by what shows it.</summary>
internal sealed class WorkerProgress : IProgress<long>
{
    private readonly object _gate = new();
    private string? _name;
    private string _does = "";
    private int _percent;
    private long _total;

    /// <summary>What it is at now, in words and per cent (-1 if unknown); null while it rests.</summary>
    public (string Status, int Percent)? Now
    {
        get
        {
            lock (_gate) return _name is null ? null : ($"{_name}: {_does}", _percent);
        }
    }

    public void Begin(string name, string does, long total = 0)
    {
        lock (_gate) (_name, _does, _percent, _total) = (name, does, -1, total);
    }

    /// <summary>Takes the number of bytes that have been sent so far.</summary>
    public void Report(long value)
    {
        lock (_gate)
        {
            _percent = _total > 0 ? (int)Math.Min(100, value * 100 / _total) : -1;
            _does = value >= _total ? "waiting for the result" : "sending";
        }
    }

    /// <summary>Takes the seconds of audio that have been recognised so far.</summary>
    public void Recognized(double seconds, double? duration)
    {
        lock (_gate)
        {
            _percent = duration > 0 ? (int)Math.Clamp(seconds * 100 / duration.Value, 0, 100) : -1;
            _does = "recognising";
        }
    }

    public void End()
    {
        lock (_gate) _name = null;
    }
}
