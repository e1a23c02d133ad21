namespace SttPowerShell.LocalService.Recognition;

/// <summary>The audio can't be recognised. The message is the answer's error text, the status its HTTP status.</summary>
internal sealed class AudioRejectedException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
