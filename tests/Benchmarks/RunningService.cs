using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SttPowerShell.Peers;

namespace SttPowerShell.Benchmarks;

/// <summary>The local service as a child process, with a data directory of its own.</summary>
internal sealed class RunningService : IDisposable
{
    private readonly string _data;
    private readonly ChildProcess _process;
    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();

    private RunningService(string data)
    {
        _data = data;
        _process = ChildProcess.Start("dotnet", [Program, "--urls", "http://127.0.0.1:0", "--data", data]);
    }

    public static string Program => Path.Combine(Workbench.RepositoryRoot, "bin", "service", "SttPowerShell.LocalService.dll");

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(5) };

    /// <summary>From the start of the process to the file that says where it listens.</summary>
    public TimeSpan StartToListening { get; private set; }

    public TimeSpan SinceStart => _sinceStart.Elapsed;

    public long ResidentBytes => Read(process => process.WorkingSet64);

    public double CpuSeconds => Read(process => process.TotalProcessorTime.TotalSeconds);

    public static async Task<RunningService> StartAsync(string data, CancellationToken cancel)
    {
        RunningService service = new(data);
        string endpoint = Path.Combine(data, "endpoint.json");
        while (!File.Exists(endpoint)) await Task.Delay(2, cancel);
        service.StartToListening = service._sinceStart.Elapsed;
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(endpoint, cancel));
        service.Http.BaseAddress = new Uri(json.RootElement.GetProperty("uri").GetString()!);
        string key = json.RootElement.GetProperty("api_key").GetString()!;
        service.Http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("apikey:" + key)));
        return service;
    }

    public async Task RecognizeAsync(string file, CancellationToken cancel)
    {
        using StreamContent audio = new(File.OpenRead(file));
        audio.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        using HttpResponseMessage answer = await Http.PostAsync(new Uri("/v1/recognize", UriKind.Relative), audio, cancel);
        string text = await answer.Content.ReadAsStringAsync(cancel);
        if (!answer.IsSuccessStatusCode || !text.Contains("transcript", StringComparison.Ordinal))
            throw new InvalidOperationException($"{file} was not recognised: {text}");
    }

    private T Read<T>(Func<Process, T> figure)
    {
        using Process process = Process.GetProcessById(_process.Id);
        return figure(process);
    }

    public void Dispose()
    {
        Http.Dispose();
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }
}
