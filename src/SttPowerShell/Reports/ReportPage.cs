namespace SttPowerShell.Reports;

/// <summary>What a page of word errors shows.</summary>
internal sealed record ReportPage
{
    public required string Title { get; init; }

    /// <summary>One or two sentences with the most important result.</summary>
    public required string Summary { get; init; }

    /// <summary>The language of the texts, such as en-US, if known.</summary>
    public string? Language { get; init; }

    /// <summary>What recognised, each with its total; at least one.</summary>
    public required IReadOnlyList<ReportModel> Models { get; init; }

    public required IReadOnlyList<ReportUtterance> Utterances { get; init; }

    /// <summary>What was left out for all models, and why.</summary>
    public IReadOnlyList<(string Name, string Reason)> LeftOut { get; init; } = [];

    /// <summary>How it was measured.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    /// <summary>Whether there is a baseline, with which the other models are compared.</summary>
    public bool IsComparison => Models[0].Comparison is { IsBaseline: true };
}
