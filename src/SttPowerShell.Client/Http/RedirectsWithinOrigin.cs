using System.Net;

namespace SttPowerShell.Client.Http;

/// <summary>
/// Follows a redirect of a request without a body, as long as it stays with scheme, host and port that the user named.
/// Anywhere else neither credentials nor anything else of a request goes: there the redirect is the answer, and an
/// error that says where it points.
/// </summary>
internal sealed class RedirectsWithinOrigin(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int Most = 5;

    /// <summary>Whether two URLs have scheme, host and port in common (RFC 6454).</summary>
    public static bool IsSameOrigin(Uri one, Uri other)
        => Uri.Compare(
            one, other, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (int followed = 0; ; followed++)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (followed == Most || Next(request, response) is not Uri next) return response;
            response.Dispose();
            request.RequestUri = next;
        }
    }

    private static Uri? Next(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (request.Content is not null || response.Headers.Location is not Uri location) return null;
        bool isSafe = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head
            || request.Method == HttpMethod.Delete;
        bool isMeant = response.StatusCode switch
        {
            HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect => true,
            // Of a POST these make a GET, which is another request (RFC 9110 section 15.4).
            HttpStatusCode.MovedPermanently or HttpStatusCode.Found => isSafe,
            _ => false,
        };
        Uri next = new(request.RequestUri!, location);
        return isMeant && IsSameOrigin(request.RequestUri!, next) ? next : null;
    }
}
