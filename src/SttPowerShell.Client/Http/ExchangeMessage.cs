using System.Net.Http.Headers;

namespace SttPowerShell.Client.Http;

/// <summary>The message of one attempt at a request.</summary>
internal static class ExchangeMessage
{
    /// <summary>
    /// From this size on, and for bodies of unknown size, the service is asked before the body is sent
    /// (<c>Expect: 100-continue</c>), so that a refusal costs no upload and isn't lost in a broken pipe.
    /// </summary>
    private const long AskFirstFrom = 1024 * 1024;

    /// <summary>Makes it; it opens the request's body anew.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="options">How.</param>
    /// <param name="address">Where.</param>
    /// <param name="authorization">The Authorization header.</param>
    /// <param name="upload">What is told how far the body is.</param>
    /// <param name="idle">What holds each piece of the body to its limit.</param>
    public static HttpRequestMessage Build(
        ServiceRequest request,
        SpeechToTextOptions options,
        Uri address,
        AuthenticationHeaderValue? authorization,
        Upload upload,
        IdleLimit idle)
    {
        HttpRequestMessage message = new(request.Method, address);
        AddHeaders(message, request, options);
        message.Headers.Authorization = authorization;
        if (request.Upgrade is not null) AddUpgrade(message, address, request.Upgrade);
        if (request.Body is null) return message;
        HttpContent body = request.Body.Open();
        long? length = body.Headers.ContentLength;
        if (options.CompressRequests && !IsCompressed(request.ContentType)) body = new CompressedContent(body);
        UploadContent content = new(body, upload, idle, options);
        if (request.ContentType is { } type) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        message.Content = content;
        if (length is null or > AskFirstFrom) message.Headers.ExpectContinue = true;
        return message;
    }

    private static void AddHeaders(HttpRequestMessage message, ServiceRequest request, SpeechToTextOptions options)
    {
        Add(message, "Accept", "application/json");
        Add(message, "User-Agent", options.UserAgent);
        if (request.Path.StartsWith("/v1/", StringComparison.Ordinal))
        {
            Add(message, "X-IBMCloud-SDK-Analytics",
                $"service_name=speech_to_text;service_version=v1;operation_id={request.Operation}");
        }
        if (request.CustomerId is { } customer) Add(message, "X-Watson-Metadata", $"customer_id={customer}");
        if (request.LearningOptOut) Add(message, "X-Watson-Learning-Opt-Out", "true");
        foreach ((string name, string? value) in request.Headers)
        {
            if (value is not null) Add(message, name, value);
        }
    }

    private static void Add(HttpRequestMessage message, string name, string value)
        => message.Headers.TryAddWithoutValidation(name, value);

    /// <summary>The scheme makes the handler ask a proxy for a tunnel, which a WebSocket needs without TLS too.</summary>
    private static void AddUpgrade(HttpRequestMessage message, Uri address, HttpRequestHeaders handshake)
    {
        string scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        message.RequestUri = new UriBuilder(address) { Scheme = scheme }.Uri;
        foreach ((string name, HeaderStringValues values) in handshake.NonValidated)
        {
            message.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values);
        }
    }

    /// <summary>Formats of audio and archives from which gzip takes nothing but time.</summary>
    private static bool IsCompressed(string? contentType)
        => contentType?.Split(';')[0].Trim().ToLowerInvariant() is "audio/flac" or "audio/mp3" or "audio/mpeg"
            or "audio/ogg" or "audio/webm" or "audio/g729" or "application/zip" or "application/gzip";
}
