using SttPowerShell.Client;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Http;

namespace SttPowerShell.Sessions;

/// <summary>How a session talks to its service and to the token service: the way there, limits, and retries.</summary>
internal sealed record ConnectionOptions
{
    /// <summary>Proxy and certificates on the way to the service.</summary>
    public NetworkSettings Network { get; init; } = new();

    /// <summary>The same on the way to the token service.</summary>
    public NetworkSettings TokenNetwork { get; init; } = new();

    /// <summary>Whether bodies of requests are compressed.</summary>
    public bool CompressRequests { get; init; }

    public int MaxRetries { get; init; }

    public TimeSpan MaxRetryInterval { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan Timeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>For an authenticator that exchanges secrets for tokens.</summary>
    public TokenServerSettings TokenServer
    {
        get
        {
            TokenServerSettings settings = new()
            {
                Network = TokenNetwork,
                MaxRetries = MaxRetries,
                MaxRetryInterval = MaxRetryInterval,
                ConnectTimeout = ConnectTimeout,
                UserAgent = Connector.UserAgent,
            };
            bool isShorter = Timeout > TimeSpan.Zero && Timeout < settings.OverallTimeout;
            return isShorter ? settings with { OverallTimeout = Timeout } : settings;
        }
    }

    /// <summary>For a client of the service.</summary>
    public SpeechToTextOptions For(Uri uri, Authenticator authenticator) => new()
    {
        Endpoint = uri,
        Authenticator = authenticator,
        Network = Network,
        CompressRequests = CompressRequests,
        MaxRetries = MaxRetries,
        MaxRetryInterval = MaxRetryInterval,
        ConnectTimeout = ConnectTimeout,
        IdleTimeout = IdleTimeout,
        SendTimeout = SendTimeout,
        OverallTimeout = Timeout,
        UserAgent = Connector.UserAgent,
    };
}
