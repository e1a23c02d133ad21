namespace SttPowerShell.LocalService;

/// <summary>The local service can't be started or used.</summary>
internal sealed class LocalServiceException(string errorId, string message, string advice, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The error record's id.</summary>
    public string ErrorId { get; } = errorId;

    /// <summary>What to do next.</summary>
    public string Advice { get; } = advice;
}
