namespace SttPowerShell.Client.Credentials;

/// <summary>The credential store can't be read or written. The message shows no secret.</summary>
internal sealed class CredentialStoreException(string errorId, string message, string advice, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The error record's id.</summary>
    public string ErrorId { get; } = errorId;

    /// <summary>What to do next.</summary>
    public string Advice { get; } = advice;
}
