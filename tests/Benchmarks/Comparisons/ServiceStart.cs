using System.Diagnostics;
using SttPowerShell.Peers;

namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>
/// How soon the local service is there, and what it holds before the first recognition, beside what of that is the
/// framework's and the decoder's.
/// </summary>
internal static class ServiceStart
{
    private const string Listening = "seconds to listening";
    private const string Idle = "MB when it listens";
    private const string FirstResult = "seconds to the first result";

    public static Comparison Comparison(Workbench bench) => new("start", "Start of the local service",
        "listening in 0.5 s, 80 MB idle, the first result 2 s after the start",
    [
        new("SttPowerShell", async cancel =>
        {
            using RunningService service = await bench.ServiceAsync(cancel);
            double idle = service.ResidentBytes / 1e6;
            await service.RecognizeAsync(bench.ShortestClip, null, cancel);
            double first = service.SinceStart.TotalSeconds;
            double after = service.ResidentBytes / 1e6;
            return new Dictionary<string, double>
            {
                [Listening] = service.StartToListening.TotalSeconds,
                [Idle] = idle,
                [FirstResult] = first,
                ["MB after it"] = after,
            };
        }),
        new("a Kestrel that does nothing", async cancel =>
        {
            Stopwatch watch = Stopwatch.StartNew();
            using ChildProcess stub = Workbench.StartStub();
            await stub.Output.ReadLineAsync(cancel);
            double listening = watch.Elapsed.TotalSeconds;
            using Process process = Process.GetProcessById(stub.Id);
            return new Dictionary<string, double> { [Listening] = listening, [Idle] = process.WorkingSet64 / 1e6 };
        }),
        BareDecoder.IsInstalled
            ? new($"{BareDecoder.Program} of the same clip", async cancel =>
            {
                Stopwatch watch = Stopwatch.StartNew();
                await BareDecoder.RunAsync(bench, "shortest", [bench.ShortestClip], [], cancel);
                return new Dictionary<string, double> { [FirstResult] = watch.Elapsed.TotalSeconds };
            })
            : Contender.Skipped(BareDecoder.Program, BareDecoder.Missing),
    ]);
}
