namespace SttPowerShell.LocalService.Jobs;

/// <summary>An operation that nobody runs yet.</summary>
/// <param name="Id">The operation.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Fence">How often it was claimed.</param>
/// <param name="NotBefore">When it may begin at the earliest; null for at once.</param>
internal sealed record WaitingOperation(Guid Id, string Kind, long Fence, DateTimeOffset? NotBefore);
