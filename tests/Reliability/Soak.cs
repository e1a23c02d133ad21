using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
using System.Text.Json;

namespace SttPowerShell.Reliability;

/// <summary>
/// Mixed load from several runspaces on a local service that is killed again and again. Every call must end in its
/// result or in an error of the module's, nothing that was acknowledged may be lost, and nothing may grow.
/// </summary>
internal sealed class Soak(string manifest, string audio, TimeSpan length) : IDisposable
{
    private const int Workers = 16;
    private const int Kills = 10;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("stt-soak-");
    private readonly SoakLedger _ledger = new();
    private readonly List<SoakSample> _samples = [];

    /// <summary>Held by each call, and by whoever measures, so that none is under way then.</summary>
    private readonly ReaderWriterLockSlim _pause = new();

    public async Task<SoakResult> RunAsync()
    {
        using SoakShell observer = new(manifest);
        try
        {
            observer.Run(SoakCalls.Connect, _data.FullName);
            string said = observer.Texts(SoakCalls.Transcribe, audio).Single();
            SoakSettings settings = new(manifest, _data.FullName, audio, said);
            Stopwatch watch = Stopwatch.StartNew();
            Task[] working = [.. Enumerable.Range(1, Workers).Select(number => Task.Factory.StartNew(
                () => Work(settings, number, watch), CancellationToken.None, TaskCreationOptions.LongRunning,
                TaskScheduler.Default))];
            await KillAsync(watch, working);
            await Task.WhenAll(working);
            observer.Run(SoakCalls.Connect, _data.FullName);
            string[] lost = Lost(observer);
            Measure(watch.Elapsed);
            return new SoakResult(length, Workers, Kills, _ledger.Outcomes, lost, _samples);
        }
        finally
        {
            observer.Run(SoakCalls.Disconnect);
            observer.Run(SoakCalls.Stop, _data.FullName);
            _data.Delete(recursive: true);
        }
    }

    public void Dispose() => _pause.Dispose();

    private void Work(SoakSettings settings, int number, Stopwatch watch)
    {
        using SoakWorker worker = new(settings, _ledger, number);
        while (watch.Elapsed < length)
        {
            _pause.EnterReadLock();
            try
            {
                worker.Step();
            }
            finally
            {
                _pause.ExitReadLock();
            }
        }
    }

    /// <summary>
    /// Kills the service in even intervals, in the middle of calls. Before each kill both processes are measured.
    /// </summary>
    private async Task KillAsync(Stopwatch watch, Task[] working)
    {
        TimeSpan interval = length / (Kills + 1);
        for (int kill = 1; kill <= Kills; kill++)
        {
            await UntilAsync((interval * kill) - (interval / 4), watch, working);
            Measure(watch.Elapsed);
            await UntilAsync(interval * kill, watch, working);
            using Process? process = ServiceProcess();
            process?.Kill();
        }
    }

    private static async Task UntilAsync(TimeSpan time, Stopwatch watch, Task[] working)
    {
        TimeSpan wait = time - watch.Elapsed;
        if (wait > TimeSpan.Zero) await Task.WhenAny(Task.Delay(wait), Task.WhenAll(working));
    }

    private void Measure(TimeSpan time)
    {
        _pause.EnterWriteLock();
        try
        {
            using Process? service = ServiceProcess();
            SoakSample sample = new(time, HostSize.OfThis(), service is null ? null : HostSize.Of(service));
            _samples.Add(sample);
            Console.WriteLine(sample);
        }
        finally
        {
            _pause.ExitWriteLock();
        }
    }

    private string[] Lost(SoakShell observer)
    {
        string[] models = [.. _ledger.Models.Keys];
        List<string> lost = [.. observer.Texts(SoakCalls.MissingModels, (object)models).Select(m => $"model {m}")];
        foreach ((string model, ConcurrentBag<string> words) in _ledger.Models)
        {
            try
            {
                lost.AddRange(observer.Texts(SoakCalls.MissingWords, model, words.ToArray()).Select(w => $"{w} of {model}"));
            }
            catch (RuntimeException e)
            {
                lost.Add($"the words of {model}: {e.Message}");
            }
        }
        return [.. lost];
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
