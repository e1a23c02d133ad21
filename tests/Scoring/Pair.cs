namespace SttPowerShell.Scoring;

/// <summary>What was said and what was recognised.</summary>
internal sealed record Pair(string[] Reference, string[] Hypothesis)
{
    public string ReferenceText => string.Join(' ', Reference);

    public string HypothesisText => string.Join(' ', Hypothesis);
}
