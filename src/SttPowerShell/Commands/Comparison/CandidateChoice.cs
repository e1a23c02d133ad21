namespace SttPowerShell.Commands;

/// <summary>What a user wants to be compared.</summary>
internal sealed record CandidateChoice
{
    /// <summary>Custom models, each for itself.</summary>
    public IReadOnlyList<SttCustomModelReference> Models { get; init; } = [];

    /// <summary>Base models for themselves; if there are none, those of the custom models.</summary>
    public IReadOnlyList<string> BaseModels { get; init; } = [];

    /// <summary>Weights of each language model; if there are none, as it was trained.</summary>
    public IReadOnlyList<double> Weights { get; init; } = [];

    /// <summary>Whether language models are also compared with each of the acoustic models.</summary>
    public bool Combine { get; init; }

    /// <summary>What all are compared with, in place of a base model.</summary>
    public SttCustomModelReference? Baseline { get; init; }
}
