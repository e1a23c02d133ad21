using System.Net;

namespace SttPowerShell.Client;

/// <summary>The service answered, and the answer was no.</summary>
internal sealed class SttApiException(string message, HttpStatusCode status) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>The service's own words.</summary>
    public string ServiceMessage { get; init; } = "";

    /// <summary>What was asked, by the API's operation name, such as getLanguageModel.</summary>
    public string Operation { get; init; } = "";

    /// <summary>The URL without its query and without secrets.</summary>
    public Uri? RequestUri { get; init; }

    public string? TransactionId { get; init; }

    /// <summary>The named resource that the request was about (a customization id, a model), if any.</summary>
    public string? Resource { get; init; }
}
