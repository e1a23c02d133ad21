using System.Net.Http.Headers;

namespace SttPowerShell.Client.Authentication;

/// <summary>Supplies the Authorization header of each request.</summary>
internal abstract class Authenticator : IDisposable
{
    /// <summary>The header to send, or null for none. May fetch a token first.</summary>
    public abstract ValueTask<AuthenticationHeaderValue?> GetHeaderAsync(CancellationToken cancel);

    public virtual void Dispose()
    {
    }
}
