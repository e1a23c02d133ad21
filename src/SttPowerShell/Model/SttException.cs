namespace SttPowerShell;

/// <summary>A call to the service failed. It holds what its support asks for, and no secret.</summary>
public sealed class SttException : Exception
{
    internal SttException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The HTTP status, if the service answered.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The service's id of the call.</summary>
    public string? TransactionId { get; init; }

    /// <summary>What was asked, by the API's name of the operation, such as getLanguageModel.</summary>
    public string? Operation { get; init; }

    /// <summary>The URL that was asked, without its query.</summary>
    public Uri? RequestUri { get; init; }

    /// <summary>The service's own words.</summary>
    public string? ServiceMessage { get; init; }

    /// <summary>
    /// The text that had been recognised before a live recognition failed; nothing else of it is kept.
    /// </summary>
    public string? PartialTranscript { get; init; }
}
