namespace SttPowerShell.Benchmarks;

/// <summary>Comparisons that are run and written down together.</summary>
/// <param name="Name">What a run of it alone is asked for by.</param>
/// <param name="Title">The heading of its section of docs/performance.md.</param>
/// <param name="Rounds">How often each contender has its turn, unless somebody asks for another number.</param>
/// <param name="Comparisons">In the order of the document.</param>
internal sealed record Part(string Name, string Title, int Rounds, IReadOnlyList<Comparison> Comparisons)
{
    /// <summary>The file beside the document that shows how the comparisons' times grow, if it is drawn.</summary>
    public string? Plot { get; init; }
}
