namespace SttPowerShell.LocalService.Jobs;

/// <summary>Work to be done after the request that asks for it has been answered.</summary>
/// <param name="Kind">Which <see cref="IOperationHandler"/> does it. Kinds are stored: they never change.</param>
/// <param name="Key">What it locks: at most one operation with a key is queued or running.</param>
/// <param name="Payload">JSON for the handler: keys of blobs and ids, never contents or paths.</param>
internal sealed record NewOperation(string Kind, string Key, string Payload)
{
    /// <summary>When it may begin at the earliest; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
