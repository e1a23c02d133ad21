namespace SttPowerShell.LocalService.Engine;

/// <summary>How far the recogniser is: what <c>/ready</c> tells.</summary>
/// <param name="Ready">Whether utterances can be decoded.</param>
/// <param name="Status">What is going on, for a person to read.</param>
/// <param name="Error">Why it can't work and what to do about it; null while it still may.</param>
internal sealed record EngineState(bool Ready, string Status, string? Error = null);
