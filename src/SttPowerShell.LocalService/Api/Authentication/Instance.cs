namespace SttPowerShell.LocalService.Api.Authentication;

/// <summary>One instance: who shows its API key, or its user name and password, owns its models.</summary>
internal sealed record Instance(Guid Owner, string? ApiKey, string? Username, string? Password);
