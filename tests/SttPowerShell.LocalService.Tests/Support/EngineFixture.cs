using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Engine.PocketSphinx;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>The real recogniser, as a user of this machine gets it: found or fetched once, loaded once.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    internal PocketSphinxEngine Engine { get; private set; } = null!;

    internal EngineFiles Files { get; private set; } = null!;

    internal Librivox Librivox { get; private set; } = null!;

    private readonly Dictionary<Clip, IReadOnlyList<HypothesisWord>> _aligned = [];

    /// <summary>Where the words are that were read: decoded with a grammar that has this one sentence.</summary>
    internal IReadOnlyList<HypothesisWord> Align(Clip clip)
    {
        if (_aligned.TryGetValue(clip, out IReadOnlyList<HypothesisWord>? known)) return known;
        DecodingOptions sentence = new(1)
        {
            Customization = new EngineCustomization($"alignment of {clip}", null, null, 0)
            {
                Grammar = $"#JSGF V1.0;\ngrammar sentence;\npublic <sentence> = {clip.Text} ;\n",
            },
        };
        using Decoder decoder = Decoder.Load(Files, sentence.Customization);
        IReadOnlyList<HypothesisWord> words = decoder.Decode(clip.Samples, sentence)[0].Words;
        Assert.Equal(clip.Text, string.Join(' ', words.Select(word => word.Text)));
        return _aligned[clip] = words;
    }

    public async Task InitializeAsync()
    {
        Files = await EngineSupply.ForUser().FindAsync(_ => { }, default);
        Engine = await PocketSphinxEngine.LoadAsync(Files, 2, default);
        Librivox = new Librivox(await SampleRecordings.EnsureAsync(default));
    }

    public async Task DisposeAsync() => await Engine.DisposeAsync();
}

/// <summary>Tests that share the loaded recogniser, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class EngineTests : ICollectionFixture<EngineFixture>
{
    public const string Name = "Engine";
}
