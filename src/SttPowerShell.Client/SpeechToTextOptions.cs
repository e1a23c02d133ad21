using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Streaming;

namespace SttPowerShell.Client;

/// <summary>How to reach one instance of the service. Validated once, when the client is made.</summary>
internal sealed record SpeechToTextOptions
{
    /// <summary>The base URL, which may have a path; <c>/v1/…</c> is appended.</summary>
    public required Uri Endpoint { get; init; }

    public required Authenticator Authenticator { get; init; }

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The longest silence from the service, once the request is sent: before the headers or between two reads of the
    /// body. A service at work on a long recording sends a space every 20 s (contract section 5.3).
    /// </summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The longest time that one piece of the body may wait for the service to take it. Longer than the idle limit: a
    /// service that recognises while it reads takes audio only as fast as it works.
    /// </summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The longest time for a whole call, retries included; infinite by default, since a long recording takes long.
    /// </summary>
    public TimeSpan OverallTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>How often a request that may be repeated is sent again after a passing failure; 0 for never.</summary>
    public int MaxRetries { get; init; } = 4;

    /// <summary>The longest pause between two attempts, also where the service asks for a longer one.</summary>
    public TimeSpan MaxRetryInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Proxy and certificates.</summary>
    public NetworkSettings Network { get; init; } = new();

    /// <summary>Whether bodies of requests are compressed that aren't already.</summary>
    public bool CompressRequests { get; init; }

    /// <summary>How audio is sent over WebSockets.</summary>
    public StreamingLimits Streaming { get; init; } = new();

    public string UserAgent { get; init; } = "SttPowerShell";

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <exception cref="ArgumentException">
    /// A value can't be used; the message says why and what would be right.
    /// </exception>
    public void Validate()
    {
        EndpointRules.Check(Endpoint, Authenticator.SendsSecrets, nameof(Endpoint));
        Network.Check(Endpoint, Authenticator.SendsSecrets);
        CheckLimit(ConnectTimeout, nameof(ConnectTimeout));
        CheckLimit(IdleTimeout, nameof(IdleTimeout));
        CheckLimit(SendTimeout, nameof(SendTimeout));
        CheckLimit(OverallTimeout, nameof(OverallTimeout));
        CheckLimit(MaxRetryInterval, nameof(MaxRetryInterval));
        ArgumentOutOfRangeException.ThrowIfNegative(MaxRetries);
    }

    private static void CheckLimit(TimeSpan limit, string name)
    {
        // A timer takes at most 2^32 - 2 ms.
        bool usable = limit == Timeout.InfiniteTimeSpan
            || (limit > TimeSpan.Zero && limit.TotalMilliseconds < uint.MaxValue - 1);
        if (usable) return;
        throw new ArgumentOutOfRangeException(name, limit, "A time limit is positive and below 49 days, or infinite.");
    }
}
