using SttPowerShell.Benchmarks;
using SttPowerShell.Benchmarks.Comparisons;

// Benchmarks [--rounds N] [NAME…]   runs all comparisons, or the parts and comparisons named; each part that was run as
//                                   a whole is written into docs/performance.md
// Benchmarks customization          runs what is measured of custom language models
// Benchmarks stub                   serves canned answers until its input ends (a child of the above)
// Benchmarks script FILE ARGUMENT…  runs a script with the module in a PowerShell host (a child of the above)
if (args is ["stub"]) return await StubService.RunAsync();
if (args is ["script", _, ..]) return ScriptHost.Run(args[1], args[2..]);

using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, e) => { e.Cancel = true; stop.Cancel(); };
Settings settings = Settings.Parse(args);
using Workbench bench = await Workbench.OpenAsync(stop.Token);
foreach (Part part in ComparisonList.All(bench))
{
    int rounds = settings.Rounds ?? part.Rounds;
    List<ComparisonResult> results = [];
    foreach (Comparison comparison in part.Comparisons.Where(comparison => settings.Wants(part, comparison)))
    {
        Console.WriteLine(comparison.Title);
        results.Add(await comparison.RunAsync(rounds, stop.Token));
    }
    if (results.Count == 0) continue;
    string section = Report.Section(part, results, rounds);
    Console.WriteLine();
    Console.WriteLine(section);
    // A partial run is for the eyes only: a section holds figures of one complete run.
    if (settings.WantsAll(part)) Report.Write(part, section, results);
}
return 0;
