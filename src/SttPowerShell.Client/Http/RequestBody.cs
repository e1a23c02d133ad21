namespace SttPowerShell.Client.Http;

/// <summary>A request body that knows whether it can be sent once more.</summary>
internal abstract class RequestBody
{
    /// <summary>Whether <see cref="Open"/> gives the same bytes again.</summary>
    public abstract bool CanReplay { get; }

    /// <summary>Bytes, if known before sending.</summary>
    public abstract long? Length { get; }

    /// <summary>Makes the content of one attempt.</summary>
    public abstract HttpContent Open();
}
