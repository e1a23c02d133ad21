namespace SttPowerShell.Reliability;

/// <summary>What the runspaces of a soak share.</summary>
/// <param name="Manifest">The module.</param>
/// <param name="Data">The service's data directory.</param>
/// <param name="Audio">A recording.</param>
/// <param name="Said">What the service hears in it when nothing else goes on.</param>
internal sealed record SoakSettings(string Manifest, string Data, string Audio, string Said);
