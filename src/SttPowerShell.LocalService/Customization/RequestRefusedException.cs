namespace SttPowerShell.LocalService.Customization;

/// <summary>The service won't do what the request asks: the answer's status and error text.</summary>
internal sealed class RequestRefusedException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
