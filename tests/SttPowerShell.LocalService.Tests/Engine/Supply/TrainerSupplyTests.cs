using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;
using SttPowerShell.LocalService.Engine.Supply;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Engine.Supply;

public sealed class TrainerSupplyTests : IDisposable
{
    private static readonly string[] Programs =
        ["sphinx_fe", "pocketsphinx_mdef_convert", "bw", "mllr_solve", "map_adapt", "mk_s2sendump"];

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Programs_beside_the_named_recogniser_come_first()
    {
        Place("engine", Programs);
        TrainerFiles found = await Supply("engine", installed: Everywhere("/usr")).FindAsync(default);
        Assert.Equal(_folder.File("engine/some/where/bw"), found.BaumWelch);
        Assert.Equal(_folder.File("engine/some/where/mk_s2sendump"), found.DumpSenones);
    }

    [Fact]
    public async Task Where_they_are_not_all_there_installed_ones_are_taken_and_nothing_is_fetched()
    {
        Place("engine", Programs[1..]);
        TrainerFiles installed = Everywhere("/usr");
        Assert.Same(installed, await Supply("engine", installed).FindAsync(default));
    }

    [Fact]
    public async Task Else_the_packages_are_fetched()
    {
        ToolRunner run = (command, _) =>
        {
            if (command.Program == "apt-get") File.WriteAllText(Path.Combine(command.WorkingDirectory, "a.deb"), "");
            else Place(Path.Combine(command.Arguments[2], "usr"), Programs);
            return Task.FromResult(new ToolResult(0, ""));
        };
        TrainerFiles found = await Supply("none", installed: null, run).FindAsync(default);
        Assert.StartsWith(_folder.File("cache"), found.ExtractFeatures, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_apt_the_error_says_how_to_get_them()
    {
        ToolRunner run = (_, _) => throw new FileNotFoundException("There is no apt-get.");
        EngineUnavailableException failure = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => Supply("none", installed: null, run).FindAsync(default));
        Assert.StartsWith("The trainer of acoustic models, SphinxTrain, isn't installed", failure.Message,
            StringComparison.Ordinal);
        Assert.Contains("'apt-get install sphinxtrain pocketsphinx sphinxbase-utils'", failure.Message,
            StringComparison.Ordinal);
    }

    private TrainerSupply Supply(string path, TrainerFiles? installed, ToolRunner? run = null) => new(
        new DebianPackages(_folder.File("cache"), run ?? ((command, _) => throw new InvalidOperationException())),
        _folder.File(path), () => installed);

    private static TrainerFiles Everywhere(string folder)
        => new(folder, folder, folder, folder, folder, folder);

    private void Place(string folder, IEnumerable<string> programs)
    {
        string place = Directory.CreateDirectory(_folder.File(Path.Combine(folder, "some", "where"))).FullName;
        foreach (string program in programs) File.WriteAllText(Path.Combine(place, program), "");
    }
}
