using System.Diagnostics;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Engine.PocketSphinx;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Engine;

/// <summary>
/// What stays in the process after decoders have gone. Alone in it: others load decoders, of 100 MB each, meanwhile.
/// </summary>
[Collection(EngineAlone.Name)]
public sealed class EngineMemoryTests(EngineFixture fixture) : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Memory_does_not_grow_with_switches()
    {
        EngineCustomization[] customs =
        [
            OneWordModel.Write(_folder, "dashwoodix", "D AE SH W UH D"),
            OneWordModel.Write(_folder, "illdisposia", "IH L D IH S P OW Z D"),
        ];
        await using DecoderPool pool = new(1, 1, (custom, _) => Decoder.Load(fixture.Files, custom));
        long settled = 0;
        for (int n = 0; n < 20; n++)
        {
            EngineCustomization custom = customs[n % 2] with { Weight = 0.1 + n / 100.0 };
            using DecoderLease lease = await pool.LeaseAsync(custom, SearchProfile.Normal, default);
            lease.Decoder.Decode(new short[1600], new DecodingOptions(1) { Customization = custom });
            if (n == 4) settled = ResidentBytes();
        }
        // One decoder that stayed at each switch would make 1.5 GB.
        Assert.InRange(ResidentBytes() - settled, long.MinValue, 250_000_000);
    }

    [Fact]
    public async Task Engines_come_and_go_without_leaving_anything()
    {
        int loaded = Decoder.Loaded;
        long memory = 0;
        for (int round = 0; round < 6; round++)
        {
            await using PocketSphinxEngine engine = await PocketSphinxEngine.LoadAsync(fixture.Files, 1, default);
            await engine.DecodeAsync(fixture.Librivox.Clips[1].Samples, new DecodingOptions(1), default);
            if (round == 1) memory = ResidentBytes();
        }
        Assert.Equal(loaded, Decoder.Loaded);
        // Four decoders that stayed would hold 400 MB.
        Assert.InRange(ResidentBytes() - memory, long.MinValue, 250_000_000);
    }

    private static long ResidentBytes()
    {
        using Process self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}

/// <summary>Tests with the recogniser while nothing else runs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EngineAlone : ICollectionFixture<EngineFixture>
{
    public const string Name = "Engine, alone";
}
