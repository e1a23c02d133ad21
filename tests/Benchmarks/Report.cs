using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace SttPowerShell.Benchmarks;

/// <summary>Writes the tables: minimum, median and maximum of each figure, and how ours stands to each peer's median.</summary>
internal static class Report
{
    public static void Write(IReadOnlyList<ComparisonResult> results, Settings settings)
    {
        StringBuilder text = new();
        text.AppendLine("# Performance").AppendLine();
        text.AppendLine("Written by `dotnet run -c Release --project tests/Benchmarks`; contenders take turns, round by round.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {Machine()}, {settings.Rounds} rounds.").AppendLine();
        foreach (ComparisonResult result in results) Append(text, result);

        // A partial run is for the eyes only: the document holds figures of one complete run.
        if (settings.IsComplete) File.WriteAllText(Path.Combine(Workbench.RepositoryRoot, "docs", "performance.md"), text.ToString());
        Console.WriteLine();
        Console.WriteLine(text.ToString());
    }

    private static void Append(StringBuilder text, ComparisonResult result)
    {
        Comparison comparison = result.Comparison;
        text.AppendLine(CultureInfo.InvariantCulture, $"## {comparison.Title}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Goal: {comparison.Goal}").AppendLine();
        text.AppendLine("| figure | contender | minimum | median | maximum | ours / it |");
        text.AppendLine("|---|---|---:|---:|---:|---:|");
        string ours = comparison.Contenders[0].Name;
        foreach (string figure in result.Runs.Values.SelectMany(runs => runs).SelectMany(run => run.Keys).Distinct())
        {
            double reference = Median(Values(result, ours, figure));
            foreach (Contender contender in comparison.Contenders)
            {
                double[] values = Values(result, contender.Name, figure);
                if (values.Length == 0) continue;
                double median = Median(values);
                string ratio = contender.Name == ours || double.IsNaN(reference) ? "" : Number(reference / median);
                text.AppendLine(CultureInfo.InvariantCulture,
                    $"| {figure} | {contender.Name} | {Number(values.Min())} | {Number(median)} | {Number(values.Max())} | {ratio} |");
            }
        }
        text.AppendLine();
        foreach (Contender missing in comparison.Contenders.Where(c => c.Missing is not null))
            text.AppendLine(CultureInfo.InvariantCulture, $"Skipped: {missing.Name}, because {missing.Missing}.").AppendLine();
    }

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
