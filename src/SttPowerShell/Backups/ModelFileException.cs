namespace SttPowerShell.Backups;

/// <summary>A file isn't that of a custom model, or isn't as it was written. The message is a clause that says why.</summary>
internal sealed class ModelFileException(string message, Exception? inner = null) : Exception(message, inner);
