using SttPowerShell.Client.Authentication;

namespace SttPowerShell.Client;

/// <summary>How to reach one instance of the service. Validated once, when the client is made.</summary>
internal sealed record SpeechToTextOptions
{
    /// <summary>The base URL, which may have a path; <c>/v1/…</c> is appended.</summary>
    public required Uri Endpoint { get; init; }

    public required Authenticator Authenticator { get; init; }

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest silence from the service, before the headers or between two reads of the body.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest time for a whole call, retries included; infinite by default, since a long recording takes long.</summary>
    public TimeSpan OverallTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    public string UserAgent { get; init; } = "SttPowerShell";

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
