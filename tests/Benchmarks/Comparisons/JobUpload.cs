using System.Diagnostics;
using SttPowerShell.Peers;

namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>
/// The longest recording that a job takes, 1 GiB: into a service that only reads, which shows what the client costs,
/// and into the local service, which has it on disk when it answers.
/// </summary>
internal static class JobUpload
{
    private const long Bytes = 1L << 30;
    private const string Goal = "at most 40 MB over the idle host, and 1.5 times curl -T";

    public static Comparison IntoSink(Workbench bench) => new("job-upload", "1 GiB to a job of a service that only reads", Goal,
    [
        new("SttPowerShell", cancel => OursAsync(bench, bench.StubUri, "none", cancel)),
        bench.NodeContender(async (node, cancel) =>
        {
            (string program, string[] arguments) = node.Script("create-job.js", bench.StubUri, bench.Audio(Bytes));
            return Figures(await Workbench.FiguresAsync(program, arguments, cancel));
        }),
        Curl("curl -T, start included", cancel => CurlAsync(bench, bench.StubUri, "none", cancel)),
    ]);

    public static Comparison IntoService(Workbench bench) => new("job-upload-service", "1 GiB to a job of the local service", Goal,
    [
        new("SttPowerShell", cancel => WithServiceAsync(bench, (uri, key) => OursAsync(bench, uri, key, cancel), cancel)),
        Curl("curl -T, start included",
            cancel => WithServiceAsync(bench, (uri, key) => CurlAsync(bench, uri, key, cancel), cancel)),
    ]);

    /// <summary>A service of its own for each run, since the job goes on with hours of audio until the service ends.</summary>
    private static async Task<IReadOnlyDictionary<string, double>> WithServiceAsync(
        Workbench bench, Func<string, string, Task<IReadOnlyDictionary<string, double>>> run, CancellationToken cancel)
    {
        using RunningService service = await bench.ServiceAsync(cancel);
        Dictionary<string, double> figures = new(await run(service.Http.BaseAddress!.GetLeftPart(UriPartial.Authority), service.ApiKey));
        figures["peak MB of the service"] = service.PeakBytes / 1e6;
        return figures;
    }

    private static async Task<IReadOnlyDictionary<string, double>> OursAsync(Workbench bench, string uri, string key, CancellationToken cancel) =>
        Figures(await Workbench.ScriptAsync("start-job.ps1", cancel, Workbench.Module, uri, key, bench.Audio(Bytes)));

    private static async Task<IReadOnlyDictionary<string, double>> CurlAsync(Workbench bench, string uri, string key, CancellationToken cancel)
    {
        Stopwatch watch = Stopwatch.StartNew();
        await ChildProcess.RunAsync("curl",
        [
            "--silent", "--show-error", "--fail", "--output", "/dev/null", "--user", $"apikey:{key}", "--request", "POST",
            "--header", "Content-Type: audio/wav", "--upload-file", bench.Audio(Bytes), $"{uri}/v1/recognitions",
        ], cancel);
        return new Dictionary<string, double> { ["seconds"] = watch.Elapsed.TotalSeconds };
    }

    private static Contender Curl(string name, Func<CancellationToken, Task<IReadOnlyDictionary<string, double>>> run) =>
        ChildProcess.IsInstalled("curl") ? new Contender(name, run) : Contender.Skipped(name, "it is not installed");

    private static Dictionary<string, double> Figures(Dictionary<string, double> figures) => new()
    {
        ["seconds"] = figures["seconds"],
        ["peak MB over idle"] = (figures["peakBytes"] - figures["idleBytes"]) / 1e6,
        ["peak MB"] = figures["peakBytes"] / 1e6,
    };
}
