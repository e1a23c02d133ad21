namespace SttPowerShell.LocalService.Jobs;

/// <summary>An operation can't be done now, for a reason outside the service that may pass. Nothing is broken here.</summary>
internal sealed class OperationPostponedException(string message, Exception? inner = null) : Exception(message, inner);
