namespace SttPowerShell.Credentials;

/// <summary>A SecretManagement vault can't be used. The message has the vault's own words and no secret.</summary>
internal sealed class VaultException(string errorId, string message, string advice, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The error record's id.</summary>
    public string ErrorId { get; } = errorId;

    /// <summary>What to do next.</summary>
    public string Advice { get; } = advice;
}
