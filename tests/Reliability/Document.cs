using System.Globalization;
using System.Text;

namespace SttPowerShell.Reliability;

/// <summary>Writes the part of docs/reliability.md that is measured, between its two markers; the rest is written by hand.</summary>
internal static class Document
{
    private const string Begin = "<!-- measured: begin -->";
    private const string End = "<!-- measured: end -->";

    public static void Write(string path, FaultTable faults, ReplayTable replays, string? missing)
    {
        StringBuilder text = new();
        text.AppendLine(Begin).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd}: {faults.Count} faults; outcomes that are neither the complete result nor an error: "
            + $"SttPowerShell {faults.Dishonest}{(missing is null ? $", node SDK {faults.TheirsDishonest}" : "")}. Such outcomes are in bold.");
        if (missing is not null) text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"The node SDK is skipped: {missing}.");
        text.AppendLine();
        faults.Write(text);
        text.AppendLine().AppendLine("After one 503:").AppendLine();
        replays.Write(text);
        text.AppendLine().Append(End);

        string page = File.ReadAllText(path);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        int end = page.IndexOf(End, StringComparison.Ordinal) + End.Length;
        File.WriteAllText(path, page[..begin] + text + page[end..]);
    }
}
