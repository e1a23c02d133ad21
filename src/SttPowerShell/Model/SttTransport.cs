namespace SttPowerShell;

/// <summary>How audio is sent to the service.</summary>
public enum SttTransport
{
    /// <summary>As one request, which is answered when all of it is recognised.</summary>
    Http,
    /// <summary>Over a WebSocket, which gives results while audio is still being sent.</summary>
    WebSocket,
}
