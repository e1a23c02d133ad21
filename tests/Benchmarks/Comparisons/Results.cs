namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>What the results of long recordings cost: read into objects, and made into subtitles.</summary>
internal static class Results
{
    private const int AudioBytes = 32_000;

    public static Comparison Read(Workbench bench) => new("results", "100 MB of results read into objects",
        "at most half the node SDK's time, and a third of its memory",
    [
        new("SttPowerShell", async cancel => Figures(await Workbench.ScriptAsync(
            "recognize.ps1", cancel, Workbench.Module, $"{bench.StubUri}/100mb", bench.Audio(AudioBytes), "1"))),
        bench.Node is { } node
            ? new("node SDK", async cancel =>
            {
                (string program, string[] arguments) =
                    node.Script("recognize.js", $"{bench.StubUri}/100mb", bench.Audio(AudioBytes), "1");
                return Figures(await Workbench.FiguresAsync(program, arguments, cancel));
            })
            : Contender.Skipped("node SDK", bench.NodeMissing!),
    ]);

    public static Comparison Subtitles(Workbench bench) => new("subtitles", "An hour of results made into SRT",
        "at most 0.2 s",
    [
        new("ConvertTo-SttSubtitle", async cancel =>
        {
            Dictionary<string, double> figures = await Workbench.ScriptAsync(
                "subtitles.ps1", cancel, Workbench.Module, $"{bench.StubUri}/hour", bench.Audio(AudioBytes));
            return new Dictionary<string, double> { ["seconds"] = figures["seconds"], ["words"] = figures["words"] };
        }),
    ]);

    private static Dictionary<string, double> Figures(Dictionary<string, double> figures) => new()
    {
        ["seconds"] = figures["seconds"],
        ["peak MB over idle"] = (figures["peakBytes"] - figures["idleBytes"]) / 1e6,
        ["peak MB"] = figures["peakBytes"] / 1e6,
    };
}
