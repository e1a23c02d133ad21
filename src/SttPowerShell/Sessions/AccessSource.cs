namespace SttPowerShell.Sessions;

/// <summary>A service that was found, before its secret is fetched.</summary>
/// <param name="Open">Gives the access with its secret; null if there is no secret.</param>
/// <param name="Uri">The service.</param>
/// <param name="SessionName">What the session is named, if that is free.</param>
/// <param name="Options">What was found of how to talk to it; null if nothing was looked for.</param>
internal sealed record AccessSource(
    Func<ServiceAccess?> Open, Uri Uri, string SessionName, DiscoveredOptions? Options = null);
