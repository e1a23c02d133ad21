using System.Management.Automation;

namespace SttPowerShell.Commands;

/// <summary>Shows what a starting service is doing. Made and used in a cmdlet's step, on the pipeline thread.</summary>
internal sealed class StartingProgress(Cmdlet cmdlet) : IProgress<string>
{
    private readonly ProgressRecord _record = new(7002, "Starting the local service", "Starting");
    private string? _shown;

    public void Report(string value)
    {
        if (value == _shown || value.Length == 0) return;
        _shown = value;
        _record.StatusDescription = value;
        cmdlet.WriteProgress(_record);
        cmdlet.WriteVerbose($"The local service: {value}");
    }

    /// <summary>Takes the display away.</summary>
    public void Complete()
    {
        if (_shown is null) return;
        _record.RecordType = ProgressRecordType.Completed;
        cmdlet.WriteProgress(_record);
    }
}
