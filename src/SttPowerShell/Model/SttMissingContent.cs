namespace SttPowerShell;

/// <summary>A corpus, grammar or audio of a custom model whose content is not in the model's file.</summary>
public sealed record SttMissingContent
{
    /// <summary>Corpus, grammar or audio.</summary>
    public required string Kind { get; init; }

    /// <summary>The name in the model.</summary>
    public required string Name { get; init; }

    /// <summary>Why it is missing.</summary>
    public required string Reason { get; init; }

    /// <summary>Kind and name.</summary>
    public override string ToString() => $"{Kind} '{Name}'";
}
