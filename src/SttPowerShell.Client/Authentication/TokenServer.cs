using SttPowerShell.Client.Http;

namespace SttPowerShell.Client.Authentication;

/// <summary>The connection to a service that issues tokens, with retries and limits of its own.</summary>
internal sealed class TokenServer : IDisposable
{
    private readonly HttpMessageInvoker _connections;

    /// <param name="root">The URL below which the requests' paths lie.</param>
    /// <param name="authenticator">Identifies the program, and keeps the user's secret out of errors.</param>
    /// <param name="settings">Limits.</param>
    /// <exception cref="ArgumentException">The URL can't be used; the message says why.</exception>
    public TokenServer(Uri root, Authenticator authenticator, TokenServerSettings settings)
    {
        SpeechToTextOptions options = new()
        {
            Endpoint = root,
            Authenticator = authenticator,
            ConnectTimeout = settings.ConnectTimeout,
            IdleTimeout = settings.OverallTimeout,
            OverallTimeout = settings.OverallTimeout,
            MaxRetries = settings.MaxRetries,
            MaxRetryInterval = settings.MaxRetryInterval,
            Network = settings.Network,
            UserAgent = settings.UserAgent,
            Clock = settings.Clock,
        };
        options.Validate();
        _connections = Connections.Open(options);
        Requests = new RequestPipeline(options, _connections);
    }

    public RequestPipeline Requests { get; }

    public void Dispose() => _connections.Dispose();

    /// <summary>The URL without a path that its owner may or may not have written.</summary>
    public static Uri Without(Uri server, string path)
    {
        string url = server.OriginalString.TrimEnd('/');
        return url.EndsWith(path, StringComparison.OrdinalIgnoreCase) ? new Uri(url[..^path.Length]) : server;
    }
}
