using System.Net.Http.Headers;

namespace SttPowerShell.Client.Authentication;

/// <summary>
/// Bearer tokens that end and are fetched anew: one fetch however many callers wait, renewed behind their backs, and
/// replaced when the service refuses one.
/// </summary>
internal abstract class TokenAuthentication : Authenticator
{
    private readonly TokenCache _tokens;

    protected TokenAuthentication(TimeProvider clock) => _tokens = new TokenCache(FetchAsync, clock);

    public override async ValueTask<AuthenticationHeaderValue?> GetHeaderAsync(CancellationToken cancel)
        => new("Bearer", await _tokens.GetAsync(cancel).ConfigureAwait(false));

    public override bool Invalidate(AuthenticationHeaderValue refused)
        => refused.Parameter is { } token && _tokens.Invalidate(token);

    public override void Dispose()
    {
        _tokens.Dispose();
        base.Dispose();
    }

    /// <summary>Fetches a new token. Not called while an earlier call is under way.</summary>
    protected abstract Task<AccessToken> FetchAsync(CancellationToken cancel);
}
