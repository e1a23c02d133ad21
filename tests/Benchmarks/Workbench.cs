using System.Reflection;
using System.Text.Json;
using SttPowerShell.Peers;

namespace SttPowerShell.Benchmarks;

/// <summary>What the comparisons share: the stub, the peers, and audio of any length, all in a folder of their own.</summary>
internal sealed class Workbench : IDisposable
{
    private const string SharedMemory = "/dev/shm";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stt-benchmarks-");
    private readonly DirectoryInfo? _memory = Directory.Exists(SharedMemory)
        ? Directory.CreateDirectory(Path.Combine(SharedMemory, $"stt-benchmarks-{Guid.NewGuid():N}")) : null;
    private readonly ChildProcess _stub = StartStub();
    private readonly Dictionary<string, Task<RunningService>> _services = [];
    private Task<SampleText>? _text;

    public static string RepositoryRoot { get; } = typeof(Workbench).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    public static string Module => Path.Combine(RepositoryRoot, "SttPowerShell.psd1");

    public static string EmptyModule => Path.Combine(RepositoryRoot, "artifacts", "bin", "EmptyModule", "release", "EmptyModule.psd1");

    public static string SampleModule => Path.Combine(RepositoryRoot, "artifacts", "bin", "SampleModule", "release", "SampleModule.dll");

    public string StubUri { get; private set; } = "";
    /// <summary>The five recorded librivox clips.</summary>
    public IReadOnlyList<string> Clips { get; private set; } = [];

    /// <summary>The shortest of them, three seconds.</summary>
    public string ShortestClip => Clips.MinBy(clip => new FileInfo(clip).Length)!;

    /// <summary>The longest of them, seven seconds.</summary>
    public string LongestClip => Clips.MaxBy(clip => new FileInfo(clip).Length)!;

    public NodeSdk? Node { get; private set; }
    public string? NodeMissing { get; private set; }

    public static async Task<Workbench> OpenAsync(CancellationToken cancel)
    {
        Workbench bench = new();
        bench.StubUri = await bench._stub.Output.ReadLineAsync(cancel) ?? throw new InvalidOperationException("The stub did not start.");
        (bench.Node, bench.NodeMissing) = await NodeSdk.FindAsync(cancel);
        string samples = (await ChildProcess.RunAsync("dotnet", [RunningService.Program, "samples"], cancel)).Trim();
        bench.Clips = [.. Directory.EnumerateFiles(samples, "*.wav").Order(StringComparer.Ordinal)];
        return bench;
    }

    public string Temporary(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>A WAV file of so many bytes, 16 kHz mono, with noise in it so that nothing can compress it.</summary>
    public string Audio(long bytes)
    {
        string path = Temporary($"{bytes}.wav");
        if (!File.Exists(path)) WaveFile.Write(path, bytes);
        return path;
    }

    /// <summary>
    /// The samples of three of the clips, with a second of silence behind each, as of somebody who speaks and pauses:
    /// 16 kHz, 16 bits. Which three, and in which order, goes by the number.
    /// </summary>
    public byte[] Speech(int number)
    {
        const int header = 44;
        byte[] silence = new byte[PacedAudioStream.BytesPerSecond];
        return [.. Enumerable.Range(number, 3).Select(n => Clips[n % Clips.Count])
            .SelectMany(clip => File.ReadAllBytes(clip).Skip(header).Concat(silence))];
    }

    /// <summary>IBM's node SDK as a contender, or the reason why it is none.</summary>
    public Contender NodeContender(Func<NodeSdk, CancellationToken, Task<IReadOnlyDictionary<string, double>>> run) =>
        Node is { } node
            ? new Contender("node SDK", cancel => run(node, cancel))
            : Contender.Skipped("node SDK", NodeMissing!);

    /// <summary>A folder with so many copies of the files, in turn.</summary>
    public string Copies(string name, IReadOnlyList<string> files, int count)
    {
        string folder = Temporary(name);
        if (Directory.Exists(folder)) return folder;
        Directory.CreateDirectory(folder);
        for (int i = 0; i < count; i++) File.Copy(files[i % files.Count], Path.Combine(folder, $"{i:00000}.wav"));
        return folder;
    }

    /// <summary>Starts a stub, which prints its address first.</summary>
    public static ChildProcess StartStub() => ChildProcess.Start("dotnet", [typeof(Workbench).Assembly.Location, "stub"]);

    /// <summary>An empty folder.</summary>
    public string NewFolder() => Directory.CreateDirectory(Temporary(Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>An empty folder in memory, where the system has such a file system: to write there waits for no disk.</summary>
    public string NewMemoryFolder()
        => _memory is null ? NewFolder() : _memory.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName;

    /// <summary>Text and words to learn from.</summary>
    public Task<SampleText> TextAsync(CancellationToken cancel) => _text ??= SampleText.OpenAsync(cancel);

    /// <summary>A file with a corpus of so many words.</summary>
    public async Task<string> CorpusAsync(int words, CancellationToken cancel)
    {
        string path = Temporary($"{words}.txt");
        if (!File.Exists(path)) await (await TextAsync(cancel)).WriteAsync(path, words, cancel);
        return path;
    }

    /// <summary>Adds a corpus of so many words to a custom model and waits until it is analysed.</summary>
    public async Task<Work> AddCorpusAsync(CustomModel model, int words, CancellationToken cancel) =>
        await model.AddCorpusAsync(await CorpusAsync(words, cancel), cancel);

    /// <summary>Adds so many new words to a custom model and waits until they are analysed.</summary>
    public async Task<Work> AddWordsAsync(CustomModel model, int count, CancellationToken cancel) =>
        await model.AddWordsAsync((await TextAsync(cancel)).NewWords.Take(count), cancel);

    /// <summary>A service of its own, on a new data directory.</summary>
    public Task<RunningService> ServiceAsync(CancellationToken cancel) =>
        RunningService.StartAsync(Temporary(Guid.NewGuid().ToString("N")), cancel);

    /// <summary>A service that runs until the end of the benchmark; the first who asks for its name starts it.</summary>
    public Task<RunningService> ServiceAsync(string name, CancellationToken cancel) =>
        _services.TryGetValue(name, out Task<RunningService>? running) ? running : _services[name] = ServiceAsync(cancel);

    /// <summary>Runs a script of ours with the module in a PowerShell host of its own.</summary>
    public static Task<Dictionary<string, double>> ScriptAsync(string name, CancellationToken cancel, params string[] arguments) =>
        FiguresAsync("dotnet", [typeof(Workbench).Assembly.Location, "script", Script(name), .. arguments], cancel);

    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Scripts", name);

    /// <summary>Runs a program whose last line is a JSON object of figures.</summary>
    public static async Task<Dictionary<string, double>> FiguresAsync(string program, IEnumerable<string> arguments, CancellationToken cancel)
    {
        string output = await ChildProcess.RunAsync(program, arguments, cancel);
        string last = output.TrimEnd().Split('\n')[^1];
        return JsonSerializer.Deserialize<Dictionary<string, double>>(last) ?? throw new InvalidOperationException($"{program} printed no figures: {output}");
    }

    public void Dispose()
    {
        foreach (Task<RunningService> service in _services.Values)
            if (service.IsCompletedSuccessfully) service.Result.Dispose();
        _stub.Dispose();
        _memory?.Delete(recursive: true);
        _folder.Delete(recursive: true);
    }
}
