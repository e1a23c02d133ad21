using System.Diagnostics;
using SttPowerShell.Peers;

namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>1,000 requests for one custom model, one after another, in one process.</summary>
internal static class Calls
{
    private const int Count = 1000;
    private const int CurlCount = 100; // a process each

    public static Comparison Comparison(Workbench bench) => new("calls", "1,000 Get-SttCustomModel calls", "at most 0.75 of the node SDK's time",
    [
        new("SttPowerShell", async cancel => PerCall(
            await Workbench.ScriptAsync("calls.ps1", cancel, Workbench.Module, bench.StubUri, StubService.CustomizationId, $"{Count}"), Count)),
        bench.NodeContender(async (node, cancel) =>
        {
            (string program, string[] arguments) = node.Script("calls.js", bench.StubUri, StubService.CustomizationId, $"{Count}");
            return PerCall(await Workbench.FiguresAsync(program, arguments, cancel), Count);
        }),
        ChildProcess.IsInstalled("pwsh")
            ? new("Invoke-RestMethod", async cancel => PerCall(await Workbench.FiguresAsync("pwsh",
                ["-NoProfile", "-File", Workbench.Script("invoke-restmethod.ps1"), bench.StubUri, StubService.CustomizationId, "", $"{Count}"], cancel), Count))
            : Contender.Skipped("Invoke-RestMethod", "pwsh is not installed"),
        ChildProcess.IsInstalled("curl")
            ? new("curl, a process each", cancel => CurlAsync([$"{bench.StubUri}/v1/customizations/{StubService.CustomizationId}"], CurlCount, cancel))
            : Contender.Skipped("curl", "it is not installed"),
    ]);

    public static Dictionary<string, double> PerCall(Dictionary<string, double> figures, int count) => new()
    {
        ["ms a call"] = figures["seconds"] / count * 1000,
        ["peak MB"] = figures["peakBytes"] / 1e6,
    };

    public static async Task<IReadOnlyDictionary<string, double>> CurlAsync(string[] arguments, int count, CancellationToken cancel)
    {
        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 0; i < count; i++)
            await ChildProcess.RunAsync("curl", ["--silent", "--show-error", "--fail", "--output", "/dev/null", .. arguments], cancel);
        return new Dictionary<string, double> { ["ms a call"] = watch.Elapsed.TotalMilliseconds / count };
    }
}
