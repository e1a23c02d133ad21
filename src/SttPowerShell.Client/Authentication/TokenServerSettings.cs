using SttPowerShell.Client.Http;

namespace SttPowerShell.Client.Authentication;

/// <summary>How to talk to the service that issues tokens, whichever kind it is.</summary>
internal record TokenServerSettings
{
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest time for one exchange, retries included.</summary>
    public TimeSpan OverallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    public int MaxRetries { get; init; } = 4;

    /// <summary>The longest pause between two attempts.</summary>
    public TimeSpan MaxRetryInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Proxy and certificates.</summary>
    public NetworkSettings Network { get; init; } = new();

    public string UserAgent { get; init; } = "SttPowerShell";

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
