namespace SttPowerShell.Backups;

/// <summary>A corpus, grammar or audio of a model whose content isn't in its file.</summary>
internal sealed record MissingContent
{
    public string? Kind { get; init; }
    public string? Name { get; init; }
    public string? Reason { get; init; }
}
