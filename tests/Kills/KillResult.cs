namespace SttPowerShell.Kills;

/// <summary>What came of a bulk recognition that was killed again and again.</summary>
/// <param name="Recordings">How many recordings there were.</param>
/// <param name="Kills">How often it was killed.</param>
/// <param name="FinishedByKilled">How many recordings the killed runs finished.</param>
/// <param name="Requests">How many recordings the service got.</param>
/// <param name="Elapsed">How long all took.</param>
/// <param name="Faults">What must not be.</param>
public sealed record KillResult(
    int Recordings, int Kills, int FinishedByKilled, int Requests, TimeSpan Elapsed, IReadOnlyList<string> Faults)
{
    /// <summary>Recordings that came again, since a kill had hit them before they were finished.</summary>
    public int Again => Requests - Recordings;
}
