namespace SttPowerShell.LocalService.Jobs;

/// <summary>An operation failed because of its input: another attempt would fail too. The message is shown to users.</summary>
internal sealed class OperationFailedException(string message, Exception? inner = null) : Exception(message, inner);
