using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace SttPowerShell.Reliability;

/// <summary>
/// Mixed load from several runspaces on a local service that is killed again and again. Every call must end in its
/// result or in an error of the module's, nothing that was acknowledged may be lost, and the host must not grow.
/// </summary>
internal sealed class Soak(string manifest, string audio, TimeSpan length)
{
    private const int Workers = 4;
    private const int Kills = 10;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("stt-soak-");
    private readonly ConcurrentDictionary<string, int> _outcomes = new();
    private readonly ConcurrentDictionary<string, string> _models = new();

    public async Task<SoakResult> RunAsync()
    {
        Stopwatch watch = Stopwatch.StartNew();
        using SoakWorker observer = new(manifest, _data.FullName, audio, _models, seed: 0);
        try
        {
            observer.Connect();
            Task[] working = [.. Enumerable.Range(1, Workers).Select(i => Task.Factory.StartNew(
                () => Work(i, watch), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
            HostSize early = await KillAsync(watch, working);
            await Task.WhenAll(working);
            observer.Connect();
            return new SoakResult(length, Workers, Kills, _outcomes, observer.Missing(_models.Keys), early, HostSize.Now());
        }
        finally
        {
            observer.StopService();
            _data.Delete(recursive: true);
        }
    }

    private void Work(int number, Stopwatch watch)
    {
        using SoakWorker worker = new(manifest, _data.FullName, audio, _models, number);
        while (watch.Elapsed < length) _outcomes.AddOrUpdate(worker.Step(), 1, (_, count) => count + 1);
    }

    /// <summary>Kills the service in even intervals; gives the host's size after the second kill, when all is warm.</summary>
    private async Task<HostSize> KillAsync(Stopwatch watch, Task[] working)
    {
        HostSize early = HostSize.Now();
        for (int kill = 1; kill <= Kills; kill++)
        {
            TimeSpan wait = length * kill / (Kills + 1) - watch.Elapsed;
            if (wait > TimeSpan.Zero) await Task.WhenAny(Task.Delay(wait), Task.WhenAll(working));
            if (ServiceProcess() is { } process)
            {
                using (process) process.Kill();
            }
            if (kill == 2) early = HostSize.Now();
        }
        return early;
    }

    private Process? ServiceProcess()
    {
        try
        {
            using JsonDocument endpoint = JsonDocument.Parse(File.ReadAllText(Path.Combine(_data.FullName, "endpoint.json")));
            return Process.GetProcessById(endpoint.RootElement.GetProperty("process_id").GetInt32());
        }
        catch (Exception e) when (e is IOException or ArgumentException or JsonException)
        {
            return null; // killed and not yet started again
        }
    }
}
