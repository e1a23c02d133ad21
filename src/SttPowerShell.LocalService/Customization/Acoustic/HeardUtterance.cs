using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>An utterance of a recording, and what the first pass heard in it.</summary>
/// <param name="Name">The name of its file of samples, without extension.</param>
/// <param name="Seconds">Its length.</param>
/// <param name="Reading">At least one word.</param>
internal sealed record HeardUtterance(string Name, double Seconds, Hypothesis Reading);
