using System.Security;
using SttPowerShell.Client.Authentication;

namespace SttPowerShell.Sessions;

/// <summary>
/// One service and what proves who calls it, wherever that came from: parameters, IBM's sources, the credential store.
/// </summary>
internal sealed record ServiceAccess
{
    /// <summary>Where Cloud Pak for Data has its token service.</summary>
    private const string CloudPakPath = "/icp4d-api";

    public required Uri Uri { get; init; }

    /// <summary>As asked for; null to choose by what else there is.</summary>
    public SttAuthentication? Authentication { get; init; }

    public Uri? AuthenticationUri { get; init; }

    public string? UserName { get; init; }

    /// <summary>The API key, password or token.</summary>
    public SecureString? Secret { get; init; }

    public bool HasApiKey { get; init; }

    public string? ClientId { get; init; }

    public SecureString? ClientSecret { get; init; }

    public string? Scope { get; init; }

    /// <summary>Supplies tokens, where the user has code that does.</summary>
    public Func<CancellationToken, Task<string>>? TokenSource { get; init; }

    /// <summary>
    /// How requests prove who sends them. Without a wish a key is exchanged where the host is IBM Cloud's or a token
    /// service is named, and else sent to the service alone: it isn't shown to a token service that may be a stranger.
    /// </summary>
    public SttAuthentication Way
    {
        get
        {
            if (Authentication is SttAuthentication chosen) return chosen;
            if (HasApiKey && UserName is not null) return SttAuthentication.CloudPak;
            if (HasApiKey && (IsCloud || AuthenticationUri is not null)) return SttAuthentication.Iam;
            return HasApiKey || AuthenticationUri is null ? SttAuthentication.Basic : SttAuthentication.CloudPak;
        }
    }

    /// <summary>Where secrets are exchanged for tokens; null if they aren't.</summary>
    public Uri? TokenServer => Way switch
    {
        SttAuthentication.Iam => AuthenticationUri ?? new IamSettings().Server,
        SttAuthentication.CloudPak =>
            AuthenticationUri ?? new Uri(Uri.GetLeftPart(UriPartial.Authority) + CloudPakPath),
        _ => null,
    };

    private bool IsCloud => Uri.IsAbsoluteUri
        && Uri.Host.EndsWith(".cloud.ibm.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>Checks what can be checked without the secret.</summary>
    /// <exception cref="ArgumentException">The values don't go together; the message says which.</exception>
    public void Check()
    {
        SttAuthentication way = Way;
        Require(way != SttAuthentication.Iam || HasApiKey,
            "The exchange at IBM Cloud's token service takes an API key.");
        Require(way != SttAuthentication.CloudPak || !string.IsNullOrEmpty(UserName),
            "Cloud Pak for Data takes a user name beside the API key: give -UserName.");
        Require(way == SttAuthentication.CloudPak || !HasApiKey || UserName is null,
            "A user name beside an API key is for Cloud Pak for Data only.");
        Require(way == SttAuthentication.Iam || (ClientId is null && Scope is null),
            "A client id and a scope are for the exchange at a token service of IBM Cloud's kind (Iam) only.");
        Require(way is SttAuthentication.Iam or SttAuthentication.CloudPak || AuthenticationUri is null,
            $"A token service is named, which authentication {way} doesn't use.");
    }

    /// <exception cref="ArgumentException">A value can't be used; the message shows no secret.</exception>
    public Authenticator CreateAuthenticator(TokenServerSettings settings)
    {
        Check();
        return Way switch
        {
            SttAuthentication.None => new NoAuthentication(),
            SttAuthentication.Basic when HasApiKey => BasicAuthentication.ForApiKey(Text),
            SttAuthentication.Basic => new BasicAuthentication(UserName!, Text),
            SttAuthentication.Iam => new IamAuthentication(Text, ExchangeOf(settings)),
            SttAuthentication.CloudPak => new CloudPakAuthentication(
                TokenServer!, UserName!, HasApiKey ? CloudPakSecret.ApiKey : CloudPakSecret.Password, Text, settings),
            _ when TokenSource is not null => new SuppliedAuthentication(TokenSource, settings.Clock),
            _ => new BearerAuthentication(Text),
        };
    }

    /// <summary>Without the secrets, which a record would print as their types' names.</summary>
    public override string ToString() => $"{Uri} ({Way})";

    private string Text() => Credentials.Secret.Text(Secret!);

    private IamSettings ExchangeOf(TokenServerSettings settings) => new(settings)
    {
        Server = TokenServer!,
        ClientId = ClientId,
        ClientSecret = ClientSecret is SecureString secret ? () => Credentials.Secret.Text(secret) : null,
        Scope = Scope,
    };

    private static void Require(bool condition, string otherwise)
    {
        if (!condition) throw new ArgumentException(otherwise);
    }
}
