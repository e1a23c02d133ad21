using System.Globalization;
using System.Text;

namespace SttPowerShell.Reliability;

/// <summary>What came of a soak.</summary>
/// <param name="Outcomes">How often a call ended how.</param>
/// <param name="Lost">What was acknowledged and is not there.</param>
/// <param name="Samples">What was held, from the first kill to the end.</param>
internal sealed record SoakResult(
    TimeSpan Length, int Workers, int Kills, IReadOnlyDictionary<(string Call, string Outcome), int> Outcomes,
    IReadOnlyList<string> Lost, IReadOnlyList<SoakSample> Samples)
{
    /// <summary>By how much the last samples may be above those at the beginning.</summary>
    private const double Tolerance = 1.1;

    /// <summary>Samples at the beginning in which caches fill and code is compiled; and as many are compared.</summary>
    private const int Warm = 3;

    private static readonly Func<HostSize, double>[] Held =
    [
        size => size.HeapMegabytes, size => size.PrivateMegabytes, size => size.Handles, size => size.Sockets,
        size => size.Threads,
    ];

    public bool IsGood => Lost.Count == 0 && IsLevel && !Outcomes.Keys.Any(o => SoakLedger.IsDishonest(o.Outcome));

    private bool IsLevel => Held.All(value =>
    {
        double[] values = [.. Samples.Select(s => value(s.Host))];
        return values.TakeLast(Warm).Average() <= values.Skip(Warm).Take(Warm).Average() * Tolerance;
    });

    public void Write(StringBuilder text)
    {
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd}, {Length.TotalMinutes:0.#} minutes, {Workers} runspaces, {Kills} kills (SIGKILL) of the "
            + $"service: {Outcomes.Values.Sum()} calls; acknowledged models and words lost: {Lost.Count}; memory and handles at the "
            + $"end: {(IsLevel ? "level" : "**not level**")}.").AppendLine();
        WriteOutcomes(text);
        text.AppendLine();
        WriteSamples(text);
    }

    private void WriteOutcomes(StringBuilder text)
    {
        text.AppendLine("| call | results | errors | neither |").AppendLine("|---|---:|---|---|");
        foreach (IGrouping<string, KeyValuePair<(string Call, string Outcome), int>> call in
            Outcomes.GroupBy(o => o.Key.Call).OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            int results = call.Where(o => o.Key.Outcome == SoakLedger.Result).Sum(o => o.Value);
            string errors = List(call.Where(o => o.Key.Outcome.StartsWith("error ", StringComparison.Ordinal)), "error ".Length);
            string wrong = List(call.Where(o => SoakLedger.IsDishonest(o.Key.Outcome)), 0);
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {call.Key} | {results} | {errors} | {(wrong.Length > 0 ? $"**{wrong}**" : "")} |");
        }
    }

    private static string List(IEnumerable<KeyValuePair<(string Call, string Outcome), int>> outcomes, int from)
        => string.Join(", ", outcomes.OrderByDescending(o => o.Value).Select(o => $"{o.Key.Outcome[from..]} {o.Value}"));

    private void WriteSamples(StringBuilder text)
    {
        text.AppendLine("| after | live heap | private memory | handles | sockets | threads | service: private memory | handles | threads |")
            .AppendLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach ((TimeSpan time, HostSize host, HostSize? service) in Samples)
        {
            string ofService = service is null ? "- | - | -" : string.Create(CultureInfo.InvariantCulture,
                $"{service.PrivateMegabytes:0} MB | {service.Handles} | {service.Threads}");
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {time:m\\:ss} | {host.HeapMegabytes:0.0} MB | {host.PrivateMegabytes:0} MB | {host.Handles} | {host.Sockets} | "
                + $"{host.Threads} | {ofService} |");
        }
    }
}
