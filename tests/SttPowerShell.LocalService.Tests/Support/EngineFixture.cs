using SttPowerShell.LocalService.Engine.PocketSphinx;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>The real recogniser, as a user of this machine gets it: found or fetched once, loaded once.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    internal PocketSphinxEngine Engine { get; private set; } = null!;

    internal EngineFiles Files { get; private set; } = null!;

    internal Librivox Librivox { get; private set; } = null!;

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
