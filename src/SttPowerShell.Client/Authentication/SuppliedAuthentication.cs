using System.Net.Http.Headers;

namespace SttPowerShell.Client.Authentication;

/// <summary>
/// Bearer tokens from the caller's own code, which is asked when one is needed and when one nears its end. Its end is
/// read from the token, if it is a JSON Web Token; others are asked for anew after ten minutes.
/// </summary>
internal sealed class SuppliedAuthentication : TokenAuthentication
{
    private readonly Func<CancellationToken, Task<string>> _supply;
    private readonly TimeProvider _clock;
    private readonly AsyncLocal<bool> _isSupplying = new();

    /// <param name="supply">
    /// Gives a token. It isn't called twice at once. If it throws <see cref="OperationCanceledException"/> it couldn't
    /// be asked, and the next caller asks again.
    /// </param>
    /// <param name="clock">By which tokens end.</param>
    public SuppliedAuthentication(Func<CancellationToken, Task<string>> supply, TimeProvider clock)
        : base(clock)
    {
        _supply = supply;
        _clock = clock;
    }

    /// <exception cref="SttTransportException">The code failed, or needs a token of its own.</exception>
    public override async ValueTask<AuthenticationHeaderValue?> GetHeaderAsync(CancellationToken cancel)
    {
        if (_isSupplying.Value) throw Failed("its code uses the session that it supplies, and would wait for itself");
        try
        {
            return await base.GetHeaderAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw Failed("no command runs that its code could run in", e);
        }
    }

    protected override async Task<AccessToken> FetchAsync(CancellationToken cancel)
    {
        _isSupplying.Value = true;
        DateTimeOffset asked = _clock.GetUtcNow();
        string token = await _supply(cancel).ConfigureAwait(false);
        if (token.Length == 0) throw Failed("its code gave an empty one");
        try
        {
            BearerToken.Check(token, nameof(token));
        }
        catch (ArgumentException e)
        {
            throw Failed("its code gave one that can't be sent", e);
        }

        return JsonWebToken.Issue(token, asked);
    }

    /// <summary>The error of a supplier that gives no token.</summary>
    public static SttTransportException Failed(string why, Exception? inner = null)
        => new(TransportFailure.Token, $"No token was supplied: {why}.", inner) { Operation = "getToken" };
}
