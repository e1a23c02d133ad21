namespace SttPowerShell.Scoring;

/// <summary>The result of a matched-pairs test.</summary>
/// <param name="Segments">How many segments there are.</param>
/// <param name="Z">The mean difference in standard errors.</param>
/// <param name="Differ">Whether it is significant at 5 %.</param>
internal sealed record TestResult(int Segments, double Z, bool Differ);
