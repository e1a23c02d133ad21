using System.Net;
using System.Net.Http.Headers;
using SttPowerShell.Client.Http;

namespace SttPowerShell.Client.Authentication;

/// <summary>
/// Supplies the Authorization header of each request, and of each WebSocket's handshake: a connection that is opened
/// again asks again, since the header before may have ended meanwhile. Safe for concurrent use.
/// </summary>
internal abstract class Authenticator : IDisposable
{
    /// <summary>Whether requests carry something that others must not read.</summary>
    public virtual bool SendsSecrets => true;

    /// <summary>The header to send, or null for none. May fetch a token first.</summary>
    /// <exception cref="SttApiException">The token service refused.</exception>
    /// <exception cref="SttTransportException">The token service did not answer.</exception>
    public abstract ValueTask<AuthenticationHeaderValue?> GetHeaderAsync(CancellationToken cancel);

    /// <summary>
    /// Told that the service refused a header with 401. True if the next header may be another one, so that a second
    /// try makes sense.
    /// </summary>
    public virtual bool Invalidate(AuthenticationHeaderValue refused) => false;

    /// <summary>
    /// Whether a 401 is about the credentials, so that new ones may help. The service also says 401 for a custom model
    /// that isn't the caller's (contract section 3).
    /// </summary>
    public static bool IsAboutCredentials(HttpStatusCode status, string serviceMessage)
        => status == HttpStatusCode.Unauthorized
        && !serviceMessage.Contains("customization", StringComparison.OrdinalIgnoreCase);

    /// <summary>Blanks out the secret in a text that a service sent, in case it echoes what it got.</summary>
    public virtual string Redact(string text) => text;

    public virtual void Dispose()
    {
    }

    /// <summary>The text without the secret, in whatever form.</summary>
    protected static string Redact(string text, string secret) => Redaction.Of(text, secret);
}
