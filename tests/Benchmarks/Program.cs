using SttPowerShell.Benchmarks;
using SttPowerShell.Benchmarks.Comparisons;

// Benchmarks [--rounds N] [NAME…]   runs all comparisons, or those named, and writes docs/performance.md
// Benchmarks stub                   serves canned answers until its input ends (a child of the above)
// Benchmarks script FILE ARGUMENT…  runs a script with the module in a PowerShell host (a child of the above)
if (args is ["stub"]) return await StubService.RunAsync();
if (args is ["script", _, ..]) return ScriptHost.Run(args[1], args[2..]);

using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, e) => { e.Cancel = true; stop.Cancel(); };
Settings settings = Settings.Parse(args);
using Workbench bench = await Workbench.OpenAsync(stop.Token);
List<ComparisonResult> results = [];
foreach (Comparison comparison in ComparisonList.All(bench).Where(settings.Wants))
{
    Console.WriteLine(comparison.Title);
    results.Add(await comparison.RunAsync(settings.Rounds, stop.Token));
}
Report.Write(results, settings);
return 0;
