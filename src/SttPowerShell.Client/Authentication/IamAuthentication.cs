using System.Net.Http.Headers;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Authentication;

/// <summary>IBM Cloud IAM: an API key is exchanged for a bearer token, which is kept and renewed in time.</summary>
internal sealed class IamAuthentication : TokenAuthentication
{
    private const string TokenPath = "/identity/token";

    private readonly Func<string> _apiKey;
    private readonly IamSettings _settings;
    private readonly TokenServer _server;

    /// <param name="apiKey">Gives the key each time that it is needed, so that its owner can keep it protected.</param>
    /// <param name="settings">Null for IBM Cloud's own token service.</param>
    /// <exception cref="ArgumentException">
    /// A value can't be used; the message says why and doesn't show secrets.
    /// </exception>
    public IamAuthentication(Func<string> apiKey, IamSettings? settings = null)
        : base((settings ?? new IamSettings()).Clock)
    {
        _settings = settings ?? new IamSettings();
        KeptSecret.Check(apiKey, "API key", nameof(apiKey));
        if (_settings.ClientId is null != _settings.ClientSecret is null)
        {
            throw new ArgumentException(
                "A client id and a client secret go together: give both or neither.", nameof(settings));
        }

        _apiKey = apiKey;
        Placeholder.Reject(_settings.Server.OriginalString, "URL of the token service", nameof(settings));
        Uri root = TokenServer.Without(_settings.Server, TokenPath);
        _server = new TokenServer(root, new ClientAuthentication(apiKey, _settings), _settings);
    }

    public IamAuthentication(string apiKey, IamSettings? settings = null)
        : this(() => apiKey, settings)
    {
    }

    public override string Redact(string text) => Redact(text, _apiKey());

    public override void Dispose()
    {
        base.Dispose();
        _server.Dispose();
    }

    protected override async Task<AccessToken> FetchAsync(CancellationToken cancel)
    {
        ServiceRequest request = new("getToken", HttpMethod.Post, TokenPath)
        {
            Body = new SecretBody(() => new FormUrlEncodedContent(Form())),
            ContentType = "application/x-www-form-urlencoded",
            Repeatable = true,
            IsAnswerSecret = true,
        };
        DateTimeOffset asked = _settings.Clock.GetUtcNow();
        IamToken token =
            (await _server.Requests.GetAsync(request, WireJson.Plain.IamToken, cancel).ConfigureAwait(false)).Value;

        // The lifetime and not the moment of expiry, which is by the server's clock.
        double lifetime = token.ExpiresIn ?? token.Expiration!.Value - (double)asked.ToUnixTimeSeconds();
        return AccessToken.Issue(token.AccessToken!, asked, lifetime);
    }

    private IEnumerable<KeyValuePair<string, string>> Form()
    {
        yield return new("grant_type", "urn:ibm:params:oauth:grant-type:apikey");
        yield return new("apikey", _apiKey());
        yield return new("response_type", "cloud_iam");
        if (_settings.Scope is not null) yield return new("scope", _settings.Scope);
    }

    /// <summary>
    /// Identifies the program to the token service if it has an id, and keeps the user's key out of errors.
    /// </summary>
    private sealed class ClientAuthentication : Authenticator
    {
        private readonly Func<string> _apiKey;
        private readonly BasicAuthentication? _client;

        public ClientAuthentication(Func<string> apiKey, IamSettings settings)
        {
            _apiKey = apiKey;
            if (settings.ClientId is null) return;
            _client = new BasicAuthentication(settings.ClientId, settings.ClientSecret!);
        }

        public override ValueTask<AuthenticationHeaderValue?> GetHeaderAsync(CancellationToken cancel)
            => _client?.GetHeaderAsync(cancel) ?? default;

        public override string Redact(string text)
        {
            string clean = Redact(text, _apiKey());
            return _client?.Redact(clean) ?? clean;
        }
    }
}
