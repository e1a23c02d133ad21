using System.Globalization;
using System.Text;

namespace SttPowerShell.Reliability;

/// <summary>What came of a soak.</summary>
/// <param name="Outcomes">How often a call ended in what: "result", an error's id, or what must not be.</param>
/// <param name="Lost">Models that were acknowledged and are not there.</param>
internal sealed record SoakResult(
    TimeSpan Length, int Workers, int Kills, IReadOnlyDictionary<string, int> Outcomes, IReadOnlyList<string> Lost, HostSize Early, HostSize Late)
{
    public bool IsGood => Lost.Count == 0 && !Outcomes.Keys.Any(SoakWorker.IsDishonest);

    public void Write(StringBuilder text)
    {
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd}, {Length.TotalMinutes:0.#} minutes, {Workers} runspaces, {Kills} kills (SIGKILL) of the service: "
            + $"{Outcomes.Values.Sum()} calls; {Lost.Count} acknowledged models lost; the host held {Early.Megabytes:0} MB ({Early.HeapMegabytes:0.0} MB of live objects), {Early.Handles} handles and "
            + $"{Early.Threads} threads after the second kill and {Late.Megabytes:0} MB ({Late.HeapMegabytes:0.0} MB), {Late.Handles} and {Late.Threads} at the end.").AppendLine();
        text.AppendLine("| a call ended in | times |").AppendLine("|---|---:|");
        foreach ((string outcome, int count) in Outcomes.OrderByDescending(pair => pair.Value))
            text.AppendLine(CultureInfo.InvariantCulture, $"| {(SoakWorker.IsDishonest(outcome) ? $"**{outcome}**" : outcome)} | {count} |");
    }
}
