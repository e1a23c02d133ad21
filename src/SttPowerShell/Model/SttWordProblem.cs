namespace SttPowerShell;

/// <summary>What is wrong with a word of a custom language model.</summary>
public sealed record SttWordProblem
{
    /// <summary>The pronunciation that can't be used.</summary>
    public required string SoundsLike { get; init; }

    /// <summary>The service's own words for it.</summary>
    public required string Message { get; init; }

    /// <summary>The pronunciation and what is wrong with it.</summary>
    public override string ToString() => $"{SoundsLike}: {Message}";
}
