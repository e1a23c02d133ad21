using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Tests.Recognition;

/// <summary>Stands for an engine, to control when and how decoding ends; it is its own host.</summary>
internal sealed class FakeEngine(
    Func<ReadOnlyMemory<short>, int, CancellationToken, Task<IReadOnlyList<Hypothesis>>> decode)
    : ISpeechEngine, IEngineHost
{
    private int _calls;

    public int SampleRate => 16000;

    public string Dictionary => throw new NotSupportedException();

    public int Calls => _calls;

    public DecodingOptions? LastOptions { get; private set; }

    public EngineState State { get; } = new(true, "ready");

    public Task<ISpeechEngine> GetAsync(CancellationToken cancel) => Task.FromResult<ISpeechEngine>(this);

    public Task<IReadOnlyList<Hypothesis>> DecodeAsync(
        ReadOnlyMemory<short> utterance, DecodingOptions options, CancellationToken cancel)
    {
        LastOptions = options;
        return decode(utterance, Interlocked.Increment(ref _calls) - 1, cancel);
    }

    /// <summary>Words that it can't pronounce.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    public Task<IReadOnlyList<string>> UnknownWordsAsync(
        IReadOnlyCollection<string> words, DecodingOptions options, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<string>>([.. words.Intersect(Unknown)]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static IReadOnlyList<Hypothesis> Heard(params string[] readings) =>
    [
        .. readings.Select(reading => new Hypothesis(
            [.. reading.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select((word, n) => new HypothesisWord(word, 0.5 * n + 0.1, 0.5 * n + 0.4, 0.876))],
            0.8349)),
    ];
}
