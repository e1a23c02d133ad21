using System.Net.Http.Headers;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Authentication;

/// <summary>IBM Cloud IAM: an API key is exchanged for a bearer token, which is kept and renewed in time.</summary>
internal sealed class IamAuthentication : Authenticator
{
    private const string TokenPath = "/identity/token";

    private readonly Func<string> _apiKey;
    private readonly IamSettings _settings;
    private readonly HttpMessageInvoker _connections;
    private readonly RequestPipeline _pipeline;
    private readonly TokenCache _tokens;

    /// <param name="apiKey">Gives the key each time that it is needed, so that its owner can keep it protected.</param>
    /// <param name="settings">Null for IBM Cloud's own token service.</param>
    /// <exception cref="ArgumentException">
    /// A value can't be used; the message says why and doesn't show secrets.
    /// </exception>
    public IamAuthentication(Func<string> apiKey, IamSettings? settings = null)
    {
        _settings = settings ?? new IamSettings();
        string first = apiKey();
        if (string.IsNullOrEmpty(first)) throw new ArgumentException("The API key is empty.", nameof(apiKey));
        Placeholder.Reject(first, "API key", nameof(apiKey));
        if (_settings.ClientId is null != _settings.ClientSecret is null)
        {
            throw new ArgumentException(
                "A client id and a client secret go together: give both or neither.", nameof(settings));
        }

        _apiKey = apiKey;
        SpeechToTextOptions options = new()
        {
            Endpoint = Root(_settings.Server),
            Authenticator = new ClientAuthentication(apiKey, _settings),
            ConnectTimeout = _settings.ConnectTimeout,
            IdleTimeout = _settings.OverallTimeout,
            OverallTimeout = _settings.OverallTimeout,
            MaxRetries = _settings.MaxRetries,
            UserAgent = _settings.UserAgent,
            Clock = _settings.Clock,
        };
        options.Validate();
        _connections = Connections.Open(options);
        _pipeline = new RequestPipeline(options, _connections);
        _tokens = new TokenCache(FetchAsync, _settings.Clock);
    }

    public IamAuthentication(string apiKey, IamSettings? settings = null)
        : this(() => apiKey, settings)
    {
    }

    public override async ValueTask<AuthenticationHeaderValue?> GetHeaderAsync(CancellationToken cancel)
        => new("Bearer", await _tokens.GetAsync(cancel).ConfigureAwait(false));

    public override bool Invalidate(AuthenticationHeaderValue refused)
        => refused.Parameter is { } token && _tokens.Invalidate(token);

    public override string Redact(string text) => Redact(text, _apiKey());

    public override void Dispose()
    {
        _tokens.Dispose();
        _connections.Dispose();
        base.Dispose();
    }

    private async Task<AccessToken> FetchAsync(CancellationToken cancel)
    {
        ServiceRequest request = new("getToken", HttpMethod.Post, TokenPath)
        {
            Body = new FormBody(Form),
            ContentType = "application/x-www-form-urlencoded",
            Repeatable = true,
        };
        DateTimeOffset asked = _settings.Clock.GetUtcNow();
        IamToken token =
            (await _pipeline.GetAsync(request, WireJson.Plain.IamToken, cancel).ConfigureAwait(false)).Value;

        // The lifetime and not the moment of expiry, which is by the server's clock.
        TimeSpan lifetime = token.ExpiresIn is { } seconds
            ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.FromUnixTimeSeconds(token.Expiration!.Value) - asked;
        return AccessToken.Issue(token.AccessToken!, asked, lifetime);
    }

    private IEnumerable<KeyValuePair<string, string>> Form()
    {
        yield return new("grant_type", "urn:ibm:params:oauth:grant-type:apikey");
        yield return new("apikey", _apiKey());
        yield return new("response_type", "cloud_iam");
        if (_settings.Scope is not null) yield return new("scope", _settings.Scope);
    }

    private static Uri Root(Uri server)
    {
        Placeholder.Reject(server.OriginalString, "URL of the token service", nameof(server));
        string url = server.OriginalString.TrimEnd('/');
        return url.EndsWith(TokenPath, StringComparison.OrdinalIgnoreCase) ? new Uri(url[..^TokenPath.Length]) : server;
    }

    /// <summary>A form made anew for each attempt, so that the key in it lives no longer.</summary>
    private sealed class FormBody(Func<IEnumerable<KeyValuePair<string, string>>> fields) : RequestBody
    {
        public override bool CanReplay => true;
        public override long? Length => null;
        public override HttpContent Open() => new FormUrlEncodedContent(fields());
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
            string key = _apiKey();
            string clean = Redact(Redact(text, key), Uri.EscapeDataString(key));
            return _client?.Redact(clean) ?? clean;
        }
    }
}
