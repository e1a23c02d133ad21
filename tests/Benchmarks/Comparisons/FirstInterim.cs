using System.Buffers.Binary;
using System.Diagnostics;
using SttPowerShell.LocalService.Engine.PocketSphinx;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;

namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>How soon the first words show while somebody speaks, through the local service and from its bare decoder.</summary>
internal static class FirstInterim
{
    private const string Service = "live";
    private const int HeaderBytes = 44;

    public static Comparison Comparison(Workbench bench) => new("first-interim",
        "The first interim result of speech that comes as it is spoken", "at most the node SDK's time on the same service",
    [
        new("SttPowerShell", async cancel =>
        {
            RunningService service = await bench.ServiceAsync(Service, cancel);
            return Figures((await Workbench.ScriptAsync(
                "interim.ps1", cancel, Workbench.Module, service.Data, bench.LongestClip))["first"]);
        }),
        bench.NodeContender(async (node, cancel) =>
        {
            RunningService service = await bench.ServiceAsync(Service, cancel);
            (string program, string[] arguments) = node.Script(
                "interim.js", service.Http.BaseAddress!.ToString().TrimEnd('/'), service.ApiKey, bench.LongestClip);
            return Figures((await Workbench.FiguresAsync(program, arguments, cancel))["first"]);
        }),
        new("the bare recogniser", async cancel => Figures(await BareAsync(bench.LongestClip, cancel))),
    ]);

    /// <summary>The same decoder with its own settings, which hears from the first sample on and is asked after each piece.</summary>
    private static async Task<double> BareAsync(string clip, CancellationToken cancel)
    {
        EngineFiles files = await EngineSupply.ForUser().FindAsync(_ => { }, cancel);
        using Decoder decoder = Decoder.Load(files);
        decoder.BeginUtterance(0);
        byte[] bytes = await File.ReadAllBytesAsync(clip, cancel);
        await using PacedAudioStream audio = new(bytes.AsMemory(HeaderBytes));
        Stopwatch watch = Stopwatch.StartNew();
        byte[] piece = new byte[bytes.Length];
        double first = double.NaN;
        for (int read; double.IsNaN(first) && (read = await audio.ReadAsync(piece, cancel)) > 0;)
        {
            short[] samples = [.. Enumerable.Range(0, read / 2)
                .Select(n => BinaryPrimitives.ReadInt16LittleEndian(piece.AsSpan(2 * n)))];
            if (decoder.Continue(samples).Count > 0) first = watch.Elapsed.TotalSeconds;
        }
        decoder.EndUtterance();
        return first;
    }

    private static Dictionary<string, double> Figures(double seconds) => new() { ["seconds"] = seconds };
}
