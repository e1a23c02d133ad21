using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Authentication;

/// <summary>What proves who a user of Cloud Pak for Data is.</summary>
internal enum CloudPakSecret
{
    Password,
    ApiKey,
}

/// <summary>
/// Cloud Pak for Data: user and password or API key are exchanged for a bearer token (contract section 2), at
/// <c>/v1/authorize</c> or, on old clusters and with a password only, at <c>/v1/preauth/validateAuth</c>.
/// </summary>
internal sealed class CloudPakAuthentication : TokenAuthentication
{
    private const string AuthorizePath = "/v1/authorize";
    private const string OldPath = "/v1/preauth/validateAuth";

    /// <summary>Where newer clusters have their token service; the old one is at the host's root.</summary>
    private const string NewRoot = "/icp4d-api";

    private readonly string _user;
    private readonly Func<string> _secret;
    private readonly CloudPakSecret _kind;
    private readonly TimeProvider _clock;
    private readonly TokenServer? _server;
    private readonly TokenServer? _oldServer;
    private bool _isOld;

    /// <param name="server">
    /// The token service, with or without the path of one of the two ways; the path says which. Without one the newer
    /// way is tried, and where the cluster doesn't know it, the older.
    /// </param>
    /// <param name="user">The user name.</param>
    /// <param name="kind">What the secret is.</param>
    /// <param name="secret">Gives it each time that it is needed, so that its owner can keep it protected.</param>
    /// <param name="settings">Limits.</param>
    /// <exception cref="ArgumentException">
    /// A value can't be used; the message says why and doesn't show secrets.
    /// </exception>
    public CloudPakAuthentication(
        Uri server, string user, CloudPakSecret kind, Func<string> secret, TokenServerSettings settings)
        : base(settings.Clock)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        Placeholder.Reject(user, "user name", nameof(user));
        KeptSecret.Check(secret, kind == CloudPakSecret.ApiKey ? "API key" : "password", nameof(secret));
        Placeholder.Reject(server.OriginalString, "URL of the token service", nameof(server));
        _user = user;
        _secret = secret;
        _kind = kind;
        _clock = settings.Clock;
        Uri old = TokenServer.Without(server, OldPath);
        _isOld = old != server;
        if (_isOld && kind == CloudPakSecret.ApiKey)
        {
            throw new ArgumentException(
                $"The token service {OldPath} takes a password and no API key. Use one at {NewRoot}.", nameof(server));
        }

        if (!_isOld) _server = new TokenServer(TokenServer.Without(server, AuthorizePath), new Quiet(this), settings);
        bool mayBeOld = kind == CloudPakSecret.Password && TokenServer.Without(server, AuthorizePath) == server;
        if (mayBeOld) _oldServer = new TokenServer(TokenServer.Without(old, NewRoot), Basic(), settings);
    }

    public override string Redact(string text) => Redact(text, _secret());

    public override void Dispose()
    {
        base.Dispose();
        _server?.Dispose();
        _oldServer?.Dispose();
    }

    protected override async Task<AccessToken> FetchAsync(CancellationToken cancel)
    {
        if (!_isOld)
        {
            try
            {
                ServiceRequest request = new("getToken", HttpMethod.Post, AuthorizePath)
                {
                    Body = new SecretBody(Login),
                    ContentType = "application/json",
                    Repeatable = true,
                    IsAnswerSecret = true,
                };
                return await FetchAsync(_server!, request, cancel).ConfigureAwait(false);
            }
            catch (SttApiException e) when (
                _oldServer is not null && e.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
            {
                // An old cluster, which has only the other way.
            }
        }

        ServiceRequest oldRequest = new("getToken", HttpMethod.Get, OldPath)
        {
            Repeatable = true,
            IsAnswerSecret = true,
        };
        AccessToken token = await FetchAsync(_oldServer!, oldRequest, cancel).ConfigureAwait(false);
        _isOld = true;
        return token;
    }

    private async Task<AccessToken> FetchAsync(TokenServer server, ServiceRequest request, CancellationToken cancel)
    {
        DateTimeOffset asked = _clock.GetUtcNow();
        CloudPakToken token =
            (await server.Requests.GetAsync(request, WireJson.Plain.CloudPakToken, cancel).ConfigureAwait(false)).Value;
        return JsonWebToken.Issue(string.IsNullOrEmpty(token.Token) ? token.AccessToken! : token.Token, asked);
    }

    private ByteArrayContent Login()
    {
        CloudPakLogin login = _kind == CloudPakSecret.ApiKey
            ? new CloudPakLogin { UserName = _user, ApiKey = _secret() }
            : new CloudPakLogin { UserName = _user, Password = _secret() };
        return new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(login, WireJson.Plain.CloudPakLogin));
    }

    private BasicAuthentication Basic() => new(_user, _secret);

    /// <summary>Sends no header: the secret is in the body, and is kept out of errors.</summary>
    private sealed class Quiet(CloudPakAuthentication owner) : Authenticator
    {
        public override ValueTask<AuthenticationHeaderValue?> GetHeaderAsync(CancellationToken cancel) => default;

        public override string Redact(string text) => owner.Redact(text);
    }
}
