using SttPowerShell.Kills;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>Bulk runs in processes of their own.</summary>
public sealed class BulkKillTests
{
    [Fact]
    public async Task However_often_it_is_killed_nothing_is_torn_and_nothing_that_is_finished_is_sent_again()
    {
        await using CountingService service = await CountingService.StartAsync(mostDelay: 100);
        using BulkTask task = new(Repository.Root, service, recordings: 40);

        KillResult result = await new BulkKills(task, service, kills: 5, Random.Shared).RunAsync();

        Assert.Empty(result.Faults);
        Assert.InRange(result.Again, 0, 5 * 4);
    }

    [Fact]
    public async Task A_script_with_Stop_ends_with_exit_code_1_if_any_recording_failed_and_after_all_were_tried()
    {
        await using CountingService service = await CountingService.StartAsync(mostDelay: 0);
        using BulkTask task = new(Repository.Root, service, recordings: 3);
        File.WriteAllBytes(Path.Combine(task.Audio, "000000.wav"), new byte[50]);

        (int exitCode, string output, string error) = await task.RunAsync();

        Assert.Equal(1, exitCode);
        Assert.EndsWith("2 completed, 0 skipped, 1 failed", output, StringComparison.Ordinal);
        Assert.Contains("000000.wav has 50 bytes", error, StringComparison.Ordinal);
        Assert.Equal([1, 2], task.Finished().Order());
    }
}
