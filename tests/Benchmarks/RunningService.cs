using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SttPowerShell.Peers;

namespace SttPowerShell.Benchmarks;

/// <summary>The local service as a child process, with a data directory of its own.</summary>
internal sealed class RunningService : IDisposable
{
    private readonly ChildProcess _process;
    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();

    private RunningService(string data)
    {
        Data = data;
        _process = ChildProcess.Start("dotnet", [Program, "--urls", "http://127.0.0.1:0", "--data", data]);
    }

    public static string Program => Path.Combine(Workbench.RepositoryRoot, "bin", "service", "SttPowerShell.LocalService.dll");

    /// <summary>The data directory.</summary>
    public string Data { get; }

    public string ApiKey { get; private set; } = "";

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(5) };

    /// <summary>From the start of the process to the file that says where it listens.</summary>
    public TimeSpan StartToListening { get; private set; }

    public TimeSpan SinceStart => _sinceStart.Elapsed;

    public long ResidentBytes => Read(process => process.WorkingSet64);

    /// <summary>The most that it has held since its start.</summary>
    public long PeakBytes => Read(process => process.PeakWorkingSet64);

    public double CpuSeconds => Read(process => process.TotalProcessorTime.TotalSeconds);

    public static async Task<RunningService> StartAsync(string data, CancellationToken cancel)
    {
        RunningService service = new(data);
        string endpoint = Path.Combine(data, "endpoint.json");
        while (!File.Exists(endpoint)) await Task.Delay(2, cancel);
        service.StartToListening = service._sinceStart.Elapsed;
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(endpoint, cancel));
        service.Http.BaseAddress = new Uri(json.RootElement.GetProperty("uri").GetString()!);
        service.ApiKey = json.RootElement.GetProperty("api_key").GetString()!;
        service.Http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("apikey:" + service.ApiKey)));
        return service;
    }

    /// <summary>The bytes of all files that training has made of a custom model.</summary>
    public long TrainedBytes(CustomModel model) =>
        new DirectoryInfo(Path.Combine(Data, "models", model.Id)).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    /// <param name="file">A WAV file.</param>
    /// <param name="model">A trained custom model; null for the base model.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task RecognizeAsync(string file, CustomModel? model, CancellationToken cancel)
    {
        string query = model is null ? "" : $"&language_customization_id={model.Id}";
        using StreamContent audio = new(File.OpenRead(file));
        audio.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        using HttpResponseMessage answer = await Http.PostAsync(new Uri($"/v1/recognize?model={CustomModel.BaseModel}{query}", UriKind.Relative), audio, cancel);
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
        Directory.Delete(Data, recursive: true);
    }
}
