namespace SttPowerShell.LocalService.Engine;

/// <summary>The recogniser or its model is missing or broken. The message says what to do.</summary>
internal sealed class EngineUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
