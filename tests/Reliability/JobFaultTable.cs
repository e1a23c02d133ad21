using System.Globalization;
using System.Text;
using SttPowerShell.Faults;

namespace SttPowerShell.Reliability;

/// <summary>Each fault of an asynchronous recognition with both outcomes, and how often the audio was sent.</summary>
/// <param name="missing">Why there are no outcomes of the node SDK; null if there are.</param>
internal sealed class JobFaultTable(string? missing)
{
    private readonly List<(JobFault Fault, (Outcome Outcome, int Sent) Ours, (Outcome Outcome, int Sent)? Theirs)> _rows = [];

    /// <summary>How many of our outcomes are neither the complete result nor an honest error, or made a second job.</summary>
    public int Dishonest => _rows.Count(row => !row.Ours.Outcome.IsHonest(row.Fault.Fault) || row.Ours.Sent > 1);

    public void Add(JobFault fault, (Outcome, int) ours, (Outcome, int)? theirs) => _rows.Add((fault, ours, theirs));

    public void Write(StringBuilder text)
    {
        string node = missing is null
            ? $"; node SDK {_rows.Count(row => row.Theirs?.Outcome.IsHonest(row.Fault.Fault) == false)} and {_rows.Count(row => row.Theirs?.Sent > 1)}"
            : "";
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd}: {_rows.Count} faults; outcomes that are neither the complete result nor an error, and "
            + $"recordings that were sent more than once: SttPowerShell {_rows.Count(row => !row.Ours.Outcome.IsHonest(row.Fault.Fault))} and "
            + $"{_rows.Count(row => row.Ours.Sent > 1)}{node}. Such outcomes are in bold.").AppendLine();
        if (missing is not null) text.AppendLine(CultureInfo.InvariantCulture, $"The node SDK is skipped: {missing}.").AppendLine();
        text.AppendLine("| exchange | where | the server … | SttPowerShell | node SDK |").AppendLine("|---|---|---|---|---|");
        foreach ((JobFault fault, (Outcome Outcome, int Sent) ours, (Outcome Outcome, int Sent)? theirs) in _rows)
        {
            string exchange = fault.Exchange == JobExchange.Create ? "create" : "check";
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {exchange} | {FaultTable.Where(fault.Fault.Point)} | {fault.Fault.Name} | {Cell(fault, ours)} | {(theirs is { } peer ? Cell(fault, peer) : "")} |");
        }
    }

    private static string Cell(JobFault fault, (Outcome Outcome, int Sent) end)
    {
        string text = FaultTable.Cell(end.Outcome.Describe(fault.Fault));
        return end.Sent > 1 ? $"{text} **The recording was sent {end.Sent} times.**" : text;
    }
}
