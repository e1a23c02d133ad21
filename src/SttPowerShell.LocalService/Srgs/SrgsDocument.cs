namespace SttPowerShell.LocalService.Srgs;

/// <summary>
/// A grammar as it was read, before anything about its rules was checked. Its version is 1.0, its mode voice, its
/// language en-US: a reader refuses others.
/// </summary>
internal sealed record SrgsDocument
{
    /// <summary>What the tags are written in; null if the document doesn't say.</summary>
    public string? TagFormat { get; init; }

    /// <summary>The rule that is named as root; null if none is.</summary>
    public RuleReference? Root { get; init; }

    /// <summary>In the document's order.</summary>
    public required IReadOnlyList<SrgsRule> Rules { get; init; }

    /// <summary>Where the grammar begins.</summary>
    public SrgsPosition Position { get; init; } = new(1, 1);
}
