using System.Management.Automation;

namespace SttPowerShell.Commands;

/// <summary>Shows what is waited for, and for how long; the service doesn't tell how much of it is done.</summary>
internal sealed class AnalysisProgress(Cmdlet cmdlet, string subject)
{
    private readonly ProgressRecord _record = new(7004, $"Waiting for {subject}", "Waiting");
    private string? _shown;

    public void Report(string activity, TimeSpan elapsed)
    {
        if (activity != _shown) cmdlet.WriteVerbose($"Waiting: {subject} {activity}.");
        _shown = activity;
        _record.StatusDescription = $"It {activity} ({elapsed:hh\\:mm\\:ss})";
        cmdlet.WriteProgress(_record);
    }

    /// <summary>Takes the display away.</summary>
    public void Complete()
    {
        if (_shown is null) return;
        _record.RecordType = ProgressRecordType.Completed;
        cmdlet.WriteProgress(_record);
    }
}
