namespace SttPowerShell;

/// <summary>A word that was said beside what was recognised.</summary>
public sealed record SttAlignedWord
{
    /// <summary>What became of it.</summary>
    public SttWordChange Change { get; init; }

    /// <summary>What was said; null for an insertion.</summary>
    public string? Reference { get; init; }

    /// <summary>What was recognised; null for a deletion.</summary>
    public string? Hypothesis { get; init; }

    /// <summary>The word; of a substitution both, of an insertion or a deletion with its sign.</summary>
    public override string ToString() => Change switch
    {
        SttWordChange.Match => Reference!,
        SttWordChange.Substitution => $"{Reference}>{Hypothesis}",
        SttWordChange.Insertion => $"+{Hypothesis}",
        _ => $"-{Reference}",
    };
}
