using System.Collections;
using System.Security;
using SttPowerShell.Client.Discovery;
using SttPowerShell.Credentials;

namespace SttPowerShell.Sessions;

/// <summary>Reads from IBM's properties of a service how to reach it.</summary>
internal static class DiscoveredAccess
{
    /// <summary>Where IBM's SDKs go if nothing names a URL.</summary>
    private const string DefaultUrl = "https://api.us-south.speech-to-text.watson.cloud.ibm.com";

    /// <summary>What is followed; the rest is named, so that nobody wonders.</summary>
    private static readonly string[] Followed =
    [
        "URL", "AUTH_TYPE", "APIKEY", "USERNAME", "PASSWORD", "BEARER_TOKEN", "AUTH_URL", "CLIENT_ID", "CLIENT_SECRET",
        "SCOPE", .. DiscoveredOptions.Names,
    ];

    /// <summary>What the first source says; null if none says anything.</summary>
    /// <exception cref="DiscoveryException">A source is there but can't be used.</exception>
    public static ServiceProperties? Find(string currentDirectory)
    {
        Dictionary<string, string> environment = [];
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            environment[(string)variable.Key] = (string?)variable.Value ?? "";
        }
        return new CredentialDiscovery(environment, currentDirectory).Find();
    }

    /// <exception cref="DiscoveryException">Something is missing, or isn't supported.</exception>
    public static ServiceAccess From(ServiceProperties found)
    {
        SttAuthentication? way = Way(found) ?? (found["APIKEY"] is null ? WayWithoutKey(found) : null);
        // A password comes first where both may be used; without a way given, the key does.
        bool hasApiKey = way switch
        {
            null or SttAuthentication.Iam => true,
            SttAuthentication.Basic or SttAuthentication.CloudPak
                => found["PASSWORD"] is null && found["APIKEY"] is not null,
            _ => false,
        };
        ServiceAccess access = new()
        {
            Uri = found.Url("URL") ?? new Uri(DefaultUrl),
            Authentication = way,
            HasApiKey = hasApiKey,
            Secret = SecretOf(found, way, hasApiKey),
            UserName = way == SttAuthentication.CloudPak || (way == SttAuthentication.Basic && !hasApiKey)
                ? Required(found, "USERNAME")
                : null,
        };
        if (way is null or SttAuthentication.Iam or SttAuthentication.CloudPak)
        {
            access = access with { AuthenticationUri = found.Url("AUTH_URL") };
        }
        return access.Way == SttAuthentication.Iam ? WithIam(access, found) : access;
    }

    /// <summary>Properties that are there and not followed, for -Verbose.</summary>
    public static IReadOnlyList<string> NotFollowed(ServiceProperties found)
        => [.. found.Values.Keys.Except(Followed, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];

    /// <summary>What a user should know of what isn't followed, in sentences.</summary>
    public static IEnumerable<string> Warnings(ServiceProperties found)
    {
        if (found["CLIENT_ID"] is null != found["CLIENT_SECRET"] is null)
        {
            yield return $"CLIENT_ID and CLIENT_SECRET go together; {found} has only one, which isn't used.";
        }
    }

    private static SttAuthentication? Way(ServiceProperties found) => found["AUTH_TYPE"]?.ToUpperInvariant() switch
    {
        null => null,
        "IAM" => SttAuthentication.Iam,
        "BASIC" => SttAuthentication.Basic,
        "BEARERTOKEN" => SttAuthentication.Bearer,
        "CP4D" => SttAuthentication.CloudPak,
        "NOAUTH" => SttAuthentication.None,
        _ => throw new DiscoveryException($"AUTH_TYPE in {found} is none of those that this module knows: iam, basic, "
            + "bearerToken, cp4d, noAuth."),
    };

    private static SttAuthentication WayWithoutKey(ServiceProperties found)
    {
        if (found["BEARER_TOKEN"] is not null) return SttAuthentication.Bearer;
        if (found["USERNAME"] is not null || found["PASSWORD"] is not null)
        {
            return found["AUTH_URL"] is null ? SttAuthentication.Basic : SttAuthentication.CloudPak;
        }
        throw new DiscoveryException($"No credentials are in {found}: APIKEY, USERNAME and PASSWORD, BEARER_TOKEN, or "
            + "AUTH_TYPE=noAuth for a service that asks for none.");
    }

    private static SecureString? SecretOf(ServiceProperties found, SttAuthentication? way, bool hasApiKey)
        => way switch
        {
            SttAuthentication.None => null,
            SttAuthentication.Bearer => Secret.Of(Required(found, "BEARER_TOKEN")),
            _ => Secret.Of(Required(found, hasApiKey ? "APIKEY" : "PASSWORD")),
        };

    private static ServiceAccess WithIam(ServiceAccess access, ServiceProperties found)
    {
        ServiceAccess scoped = access with { Scope = found["SCOPE"] };
        if (found["CLIENT_ID"] is not string id || found["CLIENT_SECRET"] is not string secret) return scoped;
        return scoped with { ClientId = id, ClientSecret = Secret.Of(secret) };
    }

    private static string Required(ServiceProperties found, string name)
        => found[name] ?? throw new DiscoveryException($"{name} is missing in {found}.");
}
