namespace SttPowerShell.Client.Local;

/// <summary>
/// Something answers where the local service should be, but does not prove that it is the local service.
/// </summary>
internal sealed class LocalServiceIdentityException(string message, Exception? inner = null)
    : Exception(message, inner);
