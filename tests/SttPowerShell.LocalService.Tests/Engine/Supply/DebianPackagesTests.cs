using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Engine.Supply;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Engine.Supply;

/// <summary>With the real apt and a package of 1.8 MB; only faults are made up.</summary>
public sealed class DebianPackagesTests
{
    private static readonly string[] Samples = ["pocketsphinx-testdata"];

    [Fact]
    public async Task Two_who_ask_at_once_get_one_fetch()
    {
        using TemporaryDirectory cache = new();
        int downloads = 0;
        async Task<ToolResult> Count(ToolCommand command, CancellationToken cancel)
        {
            ToolResult result = await Tool.RunAsync(command, cancel);
            // One that fails for want of package lists is tried again with lists of its own.
            if (command.Arguments.Contains("download") && result.ExitCode == 0) Interlocked.Increment(ref downloads);
            return result;
        }
        // Two objects, as in two processes: what they share is the folder.
        string[] folders = await Task.WhenAll(
            Task.Run(() => new DebianPackages(cache.Root, Count).EnsureAsync(Samples, default)),
            Task.Run(() => new DebianPackages(cache.Root, Count).EnsureAsync(Samples, default)));
        Assert.Equal(folders[0], folders[1]);
        Assert.Equal(1, downloads);
        Assert.Equal(5, Directory.GetFiles(
            Path.Combine(folders[0], "usr/share/pocketsphinx/test/data/librivox"), "*.wav").Length);
        Assert.False(Directory.Exists(Path.Combine(cache.Root, "fetching")));
    }

    [Fact]
    public async Task A_system_whose_package_lists_are_missing_gets_lists_of_its_own()
    {
        using TemporaryDirectory cache = new();
        string empty = Directory.CreateDirectory(cache.File("no-lists/partial")).Parent!.FullName;
        List<string> commands = [];
        Task<ToolResult> WithoutLists(ToolCommand command, CancellationToken cancel)
        {
            bool apt = command.Program == "apt-get";
            if (apt) commands.Add(command.Arguments.Contains("update") ? "update" : "download");
            bool own = command.Arguments.Any(argument => argument.StartsWith("Dir::State::lists", StringComparison.Ordinal));
            return Tool.RunAsync(
                apt && !own
                    ? command with { Arguments = ["-o", $"Dir::State::lists={empty}", .. command.Arguments] }
                    : command,
                cancel);
        }
        string folder = await new DebianPackages(cache.Root, WithoutLists).EnsureAsync(Samples, default);
        Assert.Equal(["download", "update", "download"], commands);
        Assert.True(Directory.Exists(Path.Combine(folder, "usr/share/pocketsphinx")));
        Assert.False(Directory.Exists(Path.Combine(cache.Root, "apt")));
    }

    [Fact]
    public async Task A_failed_fetch_leaves_nothing_says_why_and_can_be_repeated()
    {
        using TemporaryDirectory cache = new();
        DebianPackages offline = new(cache.Root, (command, _) => Task.FromResult(
            new ToolResult(100, "E: Failed to fetch http://deb.debian.org/: Temporary failure resolving")));
        EngineUnavailableException failure =
            await Assert.ThrowsAsync<EngineUnavailableException>(() => offline.EnsureAsync(Samples, default));
        Assert.Contains("pocketsphinx-testdata", failure.Message);
        Assert.Contains("Temporary failure resolving", failure.Message);
        Assert.Empty(Directory.GetDirectories(cache.Root));
        Assert.True(Directory.Exists(await new DebianPackages(cache.Root, Tool.RunAsync).EnsureAsync(Samples, default)));
    }

    [Fact]
    public async Task What_a_killed_process_left_half_done_does_not_count()
    {
        using TemporaryDirectory cache = new();
        Directory.CreateDirectory(cache.File("fetching/root/usr"));
        await File.WriteAllTextAsync(cache.File("fetching/root/usr/half"), "half");
        string folder = await new DebianPackages(cache.Root, Tool.RunAsync).EnsureAsync(Samples, default);
        Assert.False(File.Exists(Path.Combine(folder, "usr/half")));
    }

    [Fact]
    public async Task A_cancelled_fetch_ends_with_its_programs_and_frees_the_lock()
    {
        using TemporaryDirectory cache = new();
        using CancellationTokenSource cancel = new();
        TaskCompletionSource begun = new();
        Task<ToolResult> Slow(ToolCommand command, CancellationToken token)
        {
            Task<ToolResult> run = Tool.RunAsync(command with { Program = "sleep", Arguments = ["600"] }, token);
            begun.SetResult();
            return run;
        }
        Task<string> fetch = new DebianPackages(cache.Root, Slow).EnsureAsync(Samples, cancel.Token);
        await begun.Task;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        Assert.True(Directory.Exists(await new DebianPackages(cache.Root, Tool.RunAsync).EnsureAsync(Samples, default)));
    }
}
