namespace SttPowerShell.Commands;

/// <summary>A model isn't at rest, so that what is read of it may not belong together. The message is a clause.</summary>
internal sealed class ModelChangedException(string message) : Exception(message);
