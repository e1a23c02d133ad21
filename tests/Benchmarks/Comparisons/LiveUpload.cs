namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>Files over a WebSocket to a service that does not recognise: what the client costs.</summary>
internal static class LiveUpload
{
    /// <summary>Recognised first, so that what code takes at its first use isn't counted.</summary>
    private const long Short = 32_044;

    private const long Burst = 64L << 20;

    /// <summary>More than one request may carry: ours goes on in a second and a third one.</summary>
    private const long Long = 300L << 20;

    public static Comparison IntoSink(Workbench bench) => Compare(
        bench, "live-upload", "64 MiB over a WebSocket into a service that only reads", "ahead of the node SDK", Burst, "");

    public static Comparison IntoStalled(Workbench bench) => Compare(
        bench, "live-stalled", "300 MiB over a WebSocket into a service that reads nothing for 8 s after each start",
        "at most 20 MB over the idle host", Long, StubService.Stalling);

    private static Comparison Compare(
        Workbench bench, string name, string title, string goal, long bytes, string path) => new(name, title, goal,
    [
        new("SttPowerShell", async cancel => Figures(await Workbench.ScriptAsync(
            "recognize.ps1", cancel, Workbench.Module, bench.StubUri + path, bench.Audio(bytes), "1", "WebSocket",
            bench.Audio(Short)))),
        bench.NodeContender(async (node, cancel) =>
        {
            (string program, string[] arguments) = node.Script(
                "stream.js", bench.StubUri + path, bench.Audio(bytes), bench.Audio(Short));
            return Figures(await Workbench.FiguresAsync(program, arguments, cancel));
        }),
    ]);

    private static Dictionary<string, double> Figures(Dictionary<string, double> figures) => new()
    {
        ["seconds"] = figures["seconds"],
        ["CPU seconds"] = figures["cpuSeconds"],
        ["peak MB over idle"] = (figures["peakBytes"] - figures["idleBytes"]) / 1e6,
        ["peak MB"] = figures["peakBytes"] / 1e6,
    };
}
