using System.Management.Automation;

namespace SttPowerShell.Jobs;

/// <summary>An error that ends a cmdlet which runs in a job.</summary>
internal sealed class JobTerminatedException(ErrorRecord error) : Exception(error.Exception.Message, error.Exception)
{
    public ErrorRecord ErrorRecord { get; } = error;
}
