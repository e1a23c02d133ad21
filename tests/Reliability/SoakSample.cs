namespace SttPowerShell.Reliability;

/// <summary>What both processes held between two calls of the load.</summary>
/// <param name="Time">Since the soak's beginning.</param>
/// <param name="Host">The PowerShell host.</param>
/// <param name="Service">The service; null where it didn't run.</param>
internal sealed record SoakSample(TimeSpan Time, HostSize Host, HostSize? Service);
