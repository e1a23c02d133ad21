using SttPowerShell.Backups;

namespace SttPowerShell.Commands;

/// <summary>The file that has a resource's content, or why none has.</summary>
internal sealed record SourceMatch
{
    public SourceMatch(string path, ModelContent content) => (Path, Content) = (path, content);

    public SourceMatch(string reason) => Reason = reason;

    public string? Path { get; }

    /// <summary>What it is to be in the model's file.</summary>
    public ModelContent? Content { get; }

    /// <summary>Whether another file of the name would rather be it.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>A clause.</summary>
    public string? Reason { get; }
}
