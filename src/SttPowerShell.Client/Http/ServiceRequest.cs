using System.Net;
using System.Net.Http.Headers;

namespace SttPowerShell.Client.Http;

/// <summary>What is asked, independent of how often it is sent.</summary>
/// <param name="Operation">The API's operation name, such as getLanguageModel.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The escaped path below the endpoint, from <see cref="RequestPath"/>.</param>
internal sealed record ServiceRequest(string Operation, HttpMethod Method, string Path)
{
    /// <summary>The query with its question mark, from <see cref="QueryString"/>; empty for none.</summary>
    public string Query { get; init; } = "";

    public RequestBody? Body { get; init; }
    public string? ContentType { get; init; }

    /// <summary>Headers that belong to this request alone; those without a value are left out.</summary>
    public IReadOnlyList<(string Name, string? Value)> Headers { get; init; } = [];

    /// <summary>
    /// Whether doing it twice is the same as doing it once, so that it may be sent again when nobody knows whether it
    /// was done.
    /// </summary>
    public bool Repeatable { get; init; }

    /// <summary>Whose data the request brings, for X-Watson-Metadata (contract section 3); null for nobody's.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Whether the service is asked not to log what it brings (contract section 3).</summary>
    public bool LearningOptOut { get; init; }

    /// <summary>A secret in it that no error may repeat.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether its answer is a secret, so that no error may show any of it.</summary>
    public bool IsAnswerSecret { get; init; }

    /// <summary>The named resource that it is about, for errors.</summary>
    public string? Resource { get; init; }

    /// <summary>A status beside 2xx whose body is an answer and not an error.</summary>
    public HttpStatusCode? AlsoAnswers { get; init; }

    /// <summary>The headers of a WebSocket handshake, if it is one.</summary>
    public HttpRequestHeaders? Upgrade { get; init; }

    public bool CanReplay => Body is null || Body.CanReplay;
}
