using System.Management.Automation;

namespace SttPowerShell.Bulk;

/// <summary>A journal can't be used at all.</summary>
internal sealed class JournalException(ErrorRecord error) : Exception(error.Exception.Message, error.Exception)
{
    public ErrorRecord ErrorRecord { get; } = error;
}
