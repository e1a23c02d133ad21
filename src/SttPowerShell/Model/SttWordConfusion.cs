namespace SttPowerShell;

/// <summary>An error and how often it was made.</summary>
public sealed record SttWordConfusion
{
    /// <summary>What kind of error.</summary>
    public SttWordChange Change { get; init; }

    /// <summary>What was said; null for an insertion.</summary>
    public string? Reference { get; init; }

    /// <summary>What was recognised; null for a deletion.</summary>
    public string? Hypothesis { get; init; }

    /// <summary>How often.</summary>
    public int Count { get; init; }

    /// <summary>The error and its number.</summary>
    public override string ToString() => Change switch
    {
        SttWordChange.Insertion => $"+{Hypothesis} ({Count})",
        SttWordChange.Deletion => $"-{Reference} ({Count})",
        _ => $"{Reference}>{Hypothesis} ({Count})",
    };
}
