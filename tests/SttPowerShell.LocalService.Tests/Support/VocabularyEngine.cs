using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>
/// Stands for an engine with a small dictionary, which hears the same in everything. It is its own host, and can be
/// held back: then whatever needs the dictionary, analysis or training, goes on until it is released.
/// </summary>
internal sealed class VocabularyEngine : ISpeechEngine, IEngineHost
{
    private const string Words = """
        a AH
        and AH N D
        ate EY T
        banana B AH N AE N AH
        bed B EH D
        big B IH G
        cat K AE T
        dog D AO G
        dollars D AA L ER Z
        fish F IH SH
        five F AY V
        four F AO R
        green G R IY N
        hundred HH AH N D R AH D
        is IH Z
        jam JH AE M
        king K IH NG
        lemon L EH M AH N
        map M AE P
        no N OW
        of AH V
        one W AH N
        open OW P AH N
        quick K W IH K
        red R EH D
        sat S AE T
        ship SH IH P
        the DH AH
        the(2) DH IY
        three TH R IY
        two T UW
        van V AE N
        yes Y EH S
        zoo Z UW

        """;

    private TaskCompletionSource _free = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public VocabularyEngine(string dictionary)
    {
        File.WriteAllText(dictionary, Words.ReplaceLineEndings("\n"));
        Dictionary = dictionary;
        _free.SetResult();
    }

    public int SampleRate => 16000;

    public string Dictionary { get; }

    public EngineState State { get; } = new(true, "Ready");

    /// <summary>From now on the engine is loading.</summary>
    public void Hold() => _free = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The engine is there again.</summary>
    public void Release() => _free.TrySetResult();

    public async Task<ISpeechEngine> GetAsync(CancellationToken cancel)
    {
        await _free.Task.WaitAsync(cancel);
        return this;
    }

    public Task<IReadOnlyList<Hypothesis>> DecodeAsync(
        ReadOnlyMemory<short> utterance, DecodingOptions options, CancellationToken cancel)
    {
        Decoded = options;
        return Task.FromResult<IReadOnlyList<Hypothesis>>(
        [
            new Hypothesis(
                [.. Heard.Split(' ').Select((word, at) => new HypothesisWord(word, at, at + 1, Confidence))],
                Confidence),
        ]);
    }

    /// <summary>What it hears in every utterance, and how surely.</summary>
    public string Heard { get; set; } = "the cat sat";

    public double Confidence { get; set; } = 0.9;

    /// <summary>What the last decoding was to give.</summary>
    public DecodingOptions? Decoded { get; private set; }

    public Task<IReadOnlyList<string>> UnknownWordsAsync(
        IReadOnlyCollection<string> words, DecodingOptions options, CancellationToken cancel)
        => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
