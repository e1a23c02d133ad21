namespace SttPowerShell.LocalService.Jobs;

/// <summary>The right to run an operation. It is lost when somebody else claims the operation, after a crash.</summary>
/// <param name="OperationId">The operation.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Key">What it locks.</param>
/// <param name="Payload">JSON, as it was given.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="Fence">Grows with each claim: a result is only taken from the newest.</param>
internal sealed record Claim(Guid OperationId, string Kind, string Key, string Payload, int Attempt, long Fence)
{
    /// <summary>Why an earlier attempt failed; null if none did, though one may have been interrupted.</summary>
    public string? LastFailure { get; init; }
}
