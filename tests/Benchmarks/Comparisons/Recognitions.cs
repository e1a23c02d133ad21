using SttPowerShell.Peers;

namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>Uploads to a service that does not recognise: what the client costs.</summary>
internal static class Recognitions
{
    public static Comparison OneAfterAnother(Workbench bench)
    {
        const int count = 1000;
        const int curlCount = 100;
        string file = bench.Audio(320_000);
        return new Comparison("recognitions", "1,000 recognitions of 320 KB, one after another", "at most 0.75 of the node SDK's time",
        [
            new("SttPowerShell", async cancel => Calls.PerCall(
                await Workbench.ScriptAsync("recognize.ps1", cancel, Workbench.Module, bench.StubUri, file, $"{count}"), count)),
            bench.NodeContender(async (node, cancel) => Calls.PerCall(await NodeAsync(node, bench, file, count, cancel), count)),
            ChildProcess.IsInstalled("pwsh")
                ? new("Invoke-RestMethod", async cancel => Calls.PerCall(await Workbench.FiguresAsync("pwsh",
                    ["-NoProfile", "-File", Workbench.Script("invoke-restmethod.ps1"), bench.StubUri, StubService.CustomizationId, file, $"{count}"], cancel), count))
                : Contender.Skipped("Invoke-RestMethod", "pwsh is not installed"),
            Curl(cancel => Calls.CurlAsync(CurlArguments(bench, file), curlCount, cancel), "curl, a process each"),
        ]);
    }

    public static Comparison LargeUpload(Workbench bench)
    {
        string file = bench.Audio(100_000_000);
        return new Comparison("upload", "One upload of 100 MB", "at most 40 MB over the idle host",
        [
            new("SttPowerShell", async cancel => Upload(
                await Workbench.ScriptAsync("recognize.ps1", cancel, Workbench.Module, bench.StubUri, file, "1"))),
            bench.NodeContender(async (node, cancel) => Upload(await NodeAsync(node, bench, file, 1, cancel))),
            Curl(async cancel =>
            {
                IReadOnlyDictionary<string, double> figures = await Calls.CurlAsync(CurlArguments(bench, file), 1, cancel);
                return new Dictionary<string, double> { ["seconds"] = figures["ms a call"] / 1000 };
            }, "curl -T, start included"),
        ]);
    }

    private static Dictionary<string, double> Upload(Dictionary<string, double> figures) => new()
    {
        ["seconds"] = figures["seconds"],
        ["peak MB over idle"] = (figures["peakBytes"] - figures["idleBytes"]) / 1e6,
        ["peak MB"] = figures["peakBytes"] / 1e6,
    };

    private static Task<Dictionary<string, double>> NodeAsync(NodeSdk node, Workbench bench, string file, int count, CancellationToken cancel)
    {
        (string program, string[] arguments) = node.Script("recognize.js", bench.StubUri, file, $"{count}");
        return Workbench.FiguresAsync(program, arguments, cancel);
    }

    private static Contender Curl(Func<CancellationToken, Task<IReadOnlyDictionary<string, double>>> run, string name) =>
        ChildProcess.IsInstalled("curl") ? new Contender(name, run) : Contender.Skipped(name, "it is not installed");

    private static string[] CurlArguments(Workbench bench, string file) =>
        ["--request", "POST", "--header", "Content-Type: audio/wav", "--upload-file", file, $"{bench.StubUri}/v1/recognize"];
}
