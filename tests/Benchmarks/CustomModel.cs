using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace SttPowerShell.Benchmarks;

/// <summary>A custom language model of a running service, through its API.</summary>
internal sealed class CustomModel
{
    public const string BaseModel = "en-US_BroadbandModel";
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly RunningService _service;

    private CustomModel(RunningService service, string id)
    {
        _service = service;
        Id = id;
    }

    public string Id { get; }

    private string Path => $"/v1/customizations/{Id}";

    public static async Task<CustomModel> CreateAsync(RunningService service, CancellationToken cancel)
    {
        using HttpContent body = JsonContent.Create(new { name = "benchmark", base_model_name = BaseModel });
        JsonElement answer = await SendAsync(service, HttpMethod.Post, "/v1/customizations", body, cancel);
        return new CustomModel(service, answer.GetProperty("customization_id").GetString()!);
    }

    /// <summary>Adds a corpus and waits until it is analysed.</summary>
    public Task<Work> AddCorpusAsync(string file, CancellationToken cancel) => WorkAsync(async () =>
    {
        using StreamContent body = new(File.OpenRead(file));
        await SendAsync(_service, HttpMethod.Post, $"{Path}/corpora/corpus", body, cancel);
    }, "ready", cancel);

    /// <summary>Adds words in one request and waits until they are analysed.</summary>
    public Task<Work> AddWordsAsync(IEnumerable<NewWord> words, CancellationToken cancel) => WorkAsync(async () =>
    {
        using HttpContent body = JsonContent.Create(new
        {
            words = words.Select(word => new { word = word.Word, sounds_like = new[] { word.SoundsLike } }),
        });
        await SendAsync(_service, HttpMethod.Post, $"{Path}/words", body, cancel);
    }, "ready", cancel);

    /// <summary>Trains and waits for the end.</summary>
    public Task<Work> TrainAsync(CancellationToken cancel) => WorkAsync(
        () => SendAsync(_service, HttpMethod.Post, $"{Path}/train", null, cancel), "available", cancel);

    /// <summary>All words, read by nobody: seconds to the answer's begin and to its end.</summary>
    public async Task<(double First, double All)> ReadWordsAsync(CancellationToken cancel)
    {
        Stopwatch watch = Stopwatch.StartNew();
        using Stream answer = await _service.Http.GetStreamAsync(new Uri($"{Path}/words", UriKind.Relative), cancel);
        await answer.ReadExactlyAsync(new byte[100], cancel);
        double first = watch.Elapsed.TotalSeconds;
        await answer.CopyToAsync(Stream.Null, cancel);
        return (first, watch.Elapsed.TotalSeconds);
    }

    /// <summary>Asks the service for something and waits for the end, with an eye on the service's memory.</summary>
    private async Task<Work> WorkAsync(Func<Task> begin, string end, CancellationToken cancel)
    {
        double cpu = _service.CpuSeconds;
        Stopwatch watch = Stopwatch.StartNew();
        long peak = await PeakAsync(begin(), end, cancel);
        return new Work(peak, watch.Elapsed.TotalSeconds, _service.CpuSeconds - cpu);
    }

    private async Task<long> PeakAsync(Task begun, string end, CancellationToken cancel)
    {
        for (long peak = 0; ; await Task.Delay(PollInterval, cancel))
        {
            peak = Math.Max(peak, _service.ResidentBytes);
            if (!begun.IsCompleted) continue;
            await begun;
            JsonElement model = await SendAsync(_service, HttpMethod.Get, Path, null, cancel);
            string status = model.GetProperty("status").GetString()!;
            if (status == end) return peak;
            if (status == "failed") throw new InvalidOperationException($"The custom model failed: {model}");
        }
    }

    private static async Task<JsonElement> SendAsync(
        RunningService service, HttpMethod method, string path, HttpContent? body, CancellationToken cancel)
    {
        using HttpRequestMessage request = new(method, path) { Content = body };
        using HttpResponseMessage answer = await service.Http.SendAsync(request, cancel);
        string text = await answer.Content.ReadAsStringAsync(cancel);
        return answer.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }
}

/// <summary>What an analysis or a training took.</summary>
/// <param name="PeakBytes">The most memory that the service held meanwhile, of which samples were taken.</param>
/// <param name="Seconds">From the request to the end.</param>
/// <param name="CpuSeconds">The service's processor time.</param>
internal sealed record Work(long PeakBytes, double Seconds, double CpuSeconds);
