using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace SttPowerShell.Client.Authentication;

/// <summary>
/// HTTP Basic (RFC 7617, UTF-8): user and password as the service of 2017 had them, or the user <c>apikey</c> with an
/// API key, which the service takes without an exchange for a token.
/// </summary>
internal sealed class BasicAuthentication : Authenticator
{
    /// <summary>The user name that marks the password as an API key.</summary>
    public const string ApiKeyUser = "apikey";

    private readonly string _user;
    private readonly Func<string> _secret;

    /// <param name="user">The user name.</param>
    /// <param name="secret">
    /// Gives the password or key each time that it is needed, so that its owner can keep it protected.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The user holds a colon, or one of the two is empty or a placeholder.
    /// </exception>
    public BasicAuthentication(string user, Func<string> secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        if (user.Contains(':'))
        {
            throw new ArgumentException("A user name for Basic authentication can't hold a colon.", nameof(user));
        }

        string what = user == ApiKeyUser ? "API key" : "password";
        string first = secret();
        if (string.IsNullOrEmpty(first)) throw new ArgumentException($"The {what} is empty.", nameof(secret));
        Placeholder.Reject(user, "user name", nameof(user));
        Placeholder.Reject(first, what, nameof(secret));
        _user = user;
        _secret = secret;
    }

    public BasicAuthentication(string user, string secret)
        : this(user, () => secret)
    {
    }

    public static BasicAuthentication ForApiKey(Func<string> apiKey) => new(ApiKeyUser, apiKey);

    public static BasicAuthentication ForApiKey(string apiKey) => new(ApiKeyUser, apiKey);

    public override ValueTask<AuthenticationHeaderValue?> GetHeaderAsync(CancellationToken cancel)
    {
        byte[] pair = Encoding.UTF8.GetBytes($"{_user}:{_secret()}");
        AuthenticationHeaderValue header = new("Basic", Convert.ToBase64String(pair));
        CryptographicOperations.ZeroMemory(pair);
        return new ValueTask<AuthenticationHeaderValue?>(header);
    }

    public override string Redact(string text) => Redact(text, _secret());
}
