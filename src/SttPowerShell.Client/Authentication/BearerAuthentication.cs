using System.Net.Http.Headers;

namespace SttPowerShell.Client.Authentication;

/// <summary>A bearer token that its owner fetched, and that can't be renewed from here.</summary>
internal sealed class BearerAuthentication : Authenticator
{
    private readonly Func<string> _token;

    /// <param name="token">Gives it each time that it is needed, so that its owner can keep it protected.</param>
    /// <exception cref="ArgumentException">It is empty or a placeholder.</exception>
    public BearerAuthentication(Func<string> token)
    {
        KeptSecret.Check(token, "token", nameof(token));
        BearerToken.Check(token(), nameof(token));
        _token = token;
    }

    public override ValueTask<AuthenticationHeaderValue?> GetHeaderAsync(CancellationToken cancel)
        => new(new AuthenticationHeaderValue("Bearer", _token()));

    public override string Redact(string text) => Redact(text, _token());
}

/// <summary>What a token may consist of: RFC 6750 section 2.1.</summary>
internal static class BearerToken
{
    /// <exception cref="ArgumentException">It holds a character that can't be sent.</exception>
    public static void Check(string token, string parameter)
    {
        if (token.All(static c => c is > ' ' and < '\x7f')) return;
        throw new ArgumentException(
            "The token holds a space, a line's end or another character that a header can't have. Give the token "
            + "alone, without 'Bearer'.",
            parameter);
    }
}
