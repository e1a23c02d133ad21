namespace SttPowerShell.LocalService.Recognition.Jobs;

/// <summary>An address that has shown that it wants to be told of its owner's jobs.</summary>
/// <param name="Url">Where, as it was registered.</param>
/// <param name="Secret">What it is sent is signed with this; null for no signature.</param>
internal sealed record RegisteredCallback(string Url, string? Secret);
