using System.Net;

namespace SttPowerShell.Client;

/// <summary>The service answered, and the answer was no. The message is one sentence for a person.</summary>
internal sealed class SttApiException(string message, HttpStatusCode status) : Exception(message)
{
    /// <summary>
    /// The status of the answer; if that was 200 and its body carries an error, the body's <c>code</c> where it has
    /// one.
    /// </summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>The service's own words; empty if it gave none.</summary>
    public string ServiceMessage { get; init; } = "";

    /// <summary>What was asked, by the API's operation name, such as getLanguageModel.</summary>
    public string Operation { get; init; } = "";

    /// <summary>The URL without its query and without secrets.</summary>
    public Uri? RequestUri { get; init; }

    public string? TransactionId { get; init; }

    /// <summary>The named resource that the request was about (a customization id, a model), if any.</summary>
    public string? Resource { get; init; }

    /// <summary>How long the service asks to wait before the next attempt, if it says so; not limited yet.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
