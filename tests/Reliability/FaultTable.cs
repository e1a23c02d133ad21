using System.Globalization;
using System.Text;
using SttPowerShell.Faults;

namespace SttPowerShell.Reliability;

/// <summary>Each fault with both outcomes.</summary>
/// <param name="missing">Why there are no outcomes of the node SDK; null if there are.</param>
internal sealed class FaultTable(string? missing)
{
    private readonly List<(FaultKind Fault, Outcome Ours, Outcome? Theirs)> _rows = [];

    /// <summary>How many of our outcomes are neither the complete result nor an honest error.</summary>
    public int Dishonest => _rows.Count(row => !row.Ours.IsHonest(row.Fault));

    private int TheirsDishonest => _rows.Count(row => row.Theirs is { } theirs && !theirs.IsHonest(row.Fault));

    public void Add(FaultKind fault, Outcome ours, Outcome? theirs) => _rows.Add((fault, ours, theirs));

    public void Write(StringBuilder text)
    {
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd}: {_rows.Count} faults; outcomes that are neither the complete result nor an error: "
            + $"SttPowerShell {Dishonest}{(missing is null ? $", node SDK {TheirsDishonest}" : "")}. Such outcomes are in bold.").AppendLine();
        if (missing is not null) text.AppendLine(CultureInfo.InvariantCulture, $"The node SDK is skipped: {missing}.").AppendLine();
        text.AppendLine("| where | the server … | SttPowerShell | node SDK |").AppendLine("|---|---|---|---|");
        foreach ((FaultKind fault, Outcome ours, Outcome? theirs) in _rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {Where(fault.Point)} | {fault.Name} | {Cell(ours.Describe(fault))} | {Cell(theirs?.Describe(fault) ?? "")} |");
        }
    }

    internal static string Where(FaultPoint point) => point switch
    {
        FaultPoint.BeforeAnswer => "before the answer",
        FaultPoint.InUpload => "in the upload",
        FaultPoint.InAnswer => "in the answer",
        _ => "after the answer",
    };

    /// <summary>One line without anything that a Markdown table or a later run would trip over: ports differ.</summary>
    internal static string Cell(string text)
    {
        string line = System.Text.RegularExpressions.Regex.Replace(text, @"127\.0\.0\.1:\d+", "HOST").ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
        return line.Length <= 300 ? line : line[..300] + "…";
    }
}
