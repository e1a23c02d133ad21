using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace SttPowerShell.Benchmarks;

/// <summary>Writes the tables: minimum, median and maximum of each figure, and how ours stands to each peer's median.</summary>
internal static class Report
{
    private const string Introduction =
        "Written by `dotnet run -c Release --project tests/Benchmarks`; contenders take turns, round by round.";

    private static readonly string Document = Path.Combine(Workbench.RepositoryRoot, "docs", "performance.md");

    /// <summary>A part's section of the document.</summary>
    public static string Section(Part part, IReadOnlyList<ComparisonResult> results, int rounds)
    {
        StringBuilder text = new();
        string often = rounds == 1 ? "1 round" : $"{rounds} rounds";
        text.AppendLine(CultureInfo.InvariantCulture, $"## {part.Title}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {Machine()}, {often}.").AppendLine();
        if (part.Plot is not null)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"![Time by work]({part.Plot})").AppendLine();
        }
        foreach (ComparisonResult result in results) Append(text, result);
        return text.ToString();
    }

    /// <summary>
    /// Writes a part's section into the document, in place of the one that was there; others stay. Its plot lies beside.
    /// </summary>
    public static void Write(Part part, string section, IReadOnlyList<ComparisonResult> results)
    {
        if (part.Plot is not null)
        {
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(Document)!, part.Plot), GrowthPlot.Draw(results));
        }
        string heading = $"## {part.Title}\n";
        // Sections begin with lines of two number signs; before the first are the title and the introduction.
        string before = File.Exists(Document) ? File.ReadAllText(Document) : "";
        List<string> sections = [.. Regex.Split(before, "(?m)^(?=## )").Skip(1).Select(text => text.TrimEnd() + "\n")];
        int old = sections.FindIndex(other => other.StartsWith(heading, StringComparison.Ordinal));
        if (old < 0) old = sections.Count;
        else sections.RemoveAt(old);
        sections.Insert(old, section.TrimEnd() + "\n");
        File.WriteAllText(Document, $"# Performance\n\n{Introduction}\n\n{string.Join('\n', sections)}");
    }

    private static void Append(StringBuilder text, ComparisonResult result)
    {
        Comparison comparison = result.Comparison;
        text.AppendLine(CultureInfo.InvariantCulture, $"### {comparison.Title}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Goal: {comparison.Goal}").AppendLine();
        string column = comparison.Ratio switch
        {
            Ratio.ItToFirst => "it / the first",
            Ratio.ItToPrevious => "growth",
            _ => "ours / it",
        };
        text.AppendLine(CultureInfo.InvariantCulture, $"| figure | contender | minimum | median | maximum | {column} |");
        text.AppendLine("|---|---|---:|---:|---:|---:|");
        foreach (string figure in result.Runs.Values.SelectMany(runs => runs).SelectMany(run => run.Keys).Distinct())
        {
            double first = Median(result, comparison.Contenders[0].Name, figure);
            double previous = double.NaN;
            foreach (Contender contender in comparison.Contenders)
            {
                double[] values = Values(result, contender.Name, figure);
                if (values.Length == 0) continue;
                double median = Median(values);
                double ratio = contender == comparison.Contenders[0] ? double.NaN : comparison.Ratio switch
                {
                    Ratio.ItToFirst => median / first,
                    Ratio.ItToPrevious => median / previous,
                    _ => first / median,
                };
                previous = median;
                // Differences of memory may be negative, and nothing is a part of that.
                string shown = ratio is > 0 and < double.PositiveInfinity ? Number(ratio) : "";
                text.AppendLine(CultureInfo.InvariantCulture,
                    $"| {figure} | {contender.Name} | {Number(values.Min())} | {Number(median)} | {Number(values.Max())} | {shown} |");
            }
        }
        text.AppendLine();
        foreach (Contender missing in comparison.Contenders.Where(c => c.Missing is not null))
            text.AppendLine(CultureInfo.InvariantCulture, $"Skipped: {missing.Name}, because {missing.Missing}.").AppendLine();
    }

    /// <summary>NaN if the contender has no such figure.</summary>
    public static double Median(ComparisonResult result, string contender, string figure) =>
        Median(Values(result, contender, figure));

    private static double[] Values(ComparisonResult result, string contender, string figure) =>
        [.. result.Runs[contender].Where(run => run.ContainsKey(figure)).Select(run => run[figure])];

    private static double Median(double[] values)
    {
        if (values.Length == 0) return double.NaN;
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Number(double value) => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Machine()
    {
        string processor = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? ""
            : RuntimeInformation.ProcessArchitecture.ToString();
        return $"{processor}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
    }
}
