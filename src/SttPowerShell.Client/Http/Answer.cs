namespace SttPowerShell.Client.Http;

/// <summary>A complete answer, and the service's id of the transaction if it gave one.</summary>
internal sealed record Answer<T>(T Value, string? TransactionId);
