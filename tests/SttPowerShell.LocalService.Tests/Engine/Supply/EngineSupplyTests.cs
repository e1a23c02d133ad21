using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;
using SttPowerShell.LocalService.Engine.Supply;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Engine.Supply;

public sealed class EngineSupplyTests
{
    private static readonly string[] AllFiles =
    [
        "usr/lib/x86_64-linux-gnu/libpocketsphinx.so.3", "usr/lib/x86_64-linux-gnu/libsphinxbase.so.3",
        "usr/lib/x86_64-linux-gnu/lapack/liblapack.so.3", "usr/lib/x86_64-linux-gnu/blas/libblas.so.3",
        "model/en-us.lm.bin", "model/cmudict-en-us.dict", "model/other/mdef", "model/en-us/mdef", "model/en-us/means",
        "model/en-us/variances", "model/en-us/transition_matrices", "model/en-us/sendump", "model/en-us/feat.params",
        "model/en-us/noisedict",
    ];

    [Fact]
    public async Task A_folder_is_searched_and_its_libraries_are_in_the_order_to_load_them()
    {
        using TemporaryDirectory folder = Filled(AllFiles);
        EngineFiles files = await Supply(folder, folder.Root).FindAsync(_ => { }, default);
        Assert.Equal(
            ["libblas.so.3", "liblapack.so.3", "libsphinxbase.so.3", "libpocketsphinx.so.3"],
            files.Libraries.Select(path => Path.GetFileName(path)));
        Assert.Equal(folder.File("model/en-us"), files.AcousticModel);
    }

    [Fact]
    public async Task A_folder_that_lacks_something_is_refused_with_what_it_lacks()
    {
        using TemporaryDirectory folder = Filled(
            AllFiles.Where(file => Path.GetFileName(file) is not ("libsphinxbase.so.3" or "sendump" or "cmudict-en-us.dict")));
        EngineUnavailableException failure = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => Supply(folder, folder.Root).FindAsync(_ => { }, default));
        Assert.Contains("STT_ENGINE_PATH", failure.Message);
        Assert.Contains("libsphinxbase.so.3, cmudict-en-us.dict, a folder with the acoustic model", failure.Message);
        Assert.DoesNotContain("libpocketsphinx.so.3,", failure.Message);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
    {
        using TemporaryDirectory folder = new();
        EngineUnavailableException failure = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => Supply(folder, folder.File("missing")).FindAsync(_ => { }, default));
        Assert.Contains(folder.File("missing"), failure.Message);
    }

    [Fact]
    public async Task Libraries_that_are_none_fail_with_the_loaders_reason()
    {
        using TemporaryDirectory folder = new();
        await File.WriteAllTextAsync(folder.File("libnothing.so.3"), "no library");
        EngineUnavailableException failure = Assert.Throws<EngineUnavailableException>(
            () => NativeLibraries.Load([folder.File("libnothing.so.3")]));
        Assert.Contains("libnothing.so.3", failure.Message);
    }

    [Fact]
    public async Task Installed_packages_are_preferred_to_fetching()
    {
        using TemporaryDirectory folder = Filled(AllFiles);
        EngineFiles installed = EngineFiles.FindIn(folder.Root);
        EngineSupply supply = new(
            new DebianPackages(folder.Root, (_, _) => throw new InvalidOperationException("must not fetch")), null,
            () => installed);
        Assert.Same(installed, await supply.FindAsync(_ => { }, default));
    }

    [Fact]
    public async Task Without_apt_the_message_says_what_to_install_or_to_set()
    {
        using TemporaryDirectory cache = new();
        List<string> status = [];
        EngineSupply elsewhere = new(
            new DebianPackages(cache.Root, (command, cancel) =>
                Tool.RunAsync(command with { Program = "/nowhere/" + command.Program }, cancel)),
            null, () => null);
        EngineUnavailableException failure = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => elsewhere.FindAsync(status.Add, default));
        Assert.Contains("Debian or Ubuntu", failure.Message);
        Assert.Contains("STT_ENGINE_PATH", failure.Message);
        Assert.Contains("apt-get install libpocketsphinx3", failure.Message);
        Assert.StartsWith("Fetching the recogniser", Assert.Single(status));
    }

    [Fact]
    public async Task Offline_the_message_has_apts_words_and_what_to_do()
    {
        using TemporaryDirectory cache = new();
        EngineSupply offline = new(
            new DebianPackages(cache.Root, (_, _) =>
                Task.FromResult(new ToolResult(100, "E: Unable to locate package libpocketsphinx3"))),
            null, () => null);
        EngineUnavailableException failure = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => offline.FindAsync(_ => { }, default));
        Assert.Contains("Unable to locate package libpocketsphinx3", failure.Message);
        Assert.Contains("STT_ENGINE_PATH", failure.Message);
    }

    private static EngineSupply Supply(TemporaryDirectory cache, string path) =>
        new(new DebianPackages(cache.File("cache"), Tool.RunAsync), path, () => null);

    private static TemporaryDirectory Filled(IEnumerable<string> files)
    {
        TemporaryDirectory folder = new();
        foreach (string file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(file))!);
            File.WriteAllText(folder.File(file), "");
        }
        return folder;
    }
}
