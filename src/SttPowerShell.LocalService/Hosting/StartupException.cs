namespace SttPowerShell.LocalService.Hosting;

/// <summary>The service can't start. The message is the one line that the user sees; the exit code is 2.</summary>
internal sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
