using System.Diagnostics;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Storage;

/// <summary>A data directory on a small disk in memory. Only root may mount one: elsewhere nothing is tested.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly string _disk;
    private readonly bool _mounted;

    public FullDiskTests()
    {
        _disk = _folder.File("disk");
        Directory.CreateDirectory(_disk);
        _mounted = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
            && Run("mount", "-t", "tmpfs", "-o", "size=512k", "none", _disk) == 0;
    }

    public void Dispose()
    {
        if (_mounted) Run("umount", "-l", _disk);
        _folder.Dispose();
    }

    [Fact]
    public async Task On_a_full_disk_a_change_is_refused_in_plain_words_and_nothing_is_lost()
    {
        if (!_mounted) return;
        List<string> kept = [];
        await using (ServiceProcess service = await ServiceProcess.StartAsync(Path.Combine(_disk, "data")))
        {
            kept.Add(await service.Client.CreateModelAsync());
            Fill();
            Exchange refused = await CreateUntilRefusedAsync(service.Client, kept);
            Assert.Equal(500, refused.Status);
            Assert.Contains("its disk is full. Nothing was changed; make room", refused.Body, StringComparison.Ordinal);
            await AssertKeptAsync(service.Client, kept);

            File.Delete(Path.Combine(_disk, "fill"));
            kept.Add(await service.Client.CreateModelAsync());
            await service.KillAsync();
        }
        await using ServiceProcess next = await ServiceProcess.StartAsync(Path.Combine(_disk, "data"));
        await AssertKeptAsync(next.Client, kept);
    }

    [Fact]
    public async Task On_a_full_disk_the_start_fails_with_a_line_that_says_so()
    {
        if (!_mounted) return;
        string data = Path.Combine(_disk, "data");
        await using (ServiceProcess service = await ServiceProcess.StartAsync(data)) { }
        Fill();

        (int exitCode, string errors) = await ServiceProcess.RunToEndAsync(new ServiceLaunch { Data = data });

        Assert.Equal(2, exitCode);
        // Which file is written first depends on what the last run left.
        string line = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.Contains(data, line, StringComparison.Ordinal);
        Assert.Matches("has room|disk is full|No space left", line);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
    }

    /// <summary>What is left of the log's space may still take a few.</summary>
    private static async Task<Exchange> CreateUntilRefusedAsync(HttpClient client, List<string> kept)
    {
        for (int i = 0; i < 100; i++)
        {
            Exchange answer = await client.PostJsonAsync(
                "/v1/customizations", """{"name":"a model","base_model_name":"en-US_BroadbandModel"}""");
            if (answer.Status != 201) return answer;
            kept.Add(answer.Body["""{"customization_id":""".Length..].Trim('"', '}'));
        }
        throw new InvalidOperationException("The disk doesn't fill up.");
    }

    private static async Task AssertKeptAsync(HttpClient client, List<string> kept)
    {
        Exchange list = await client.SendAsync("GET", "/v1/customizations");
        Assert.Equal(kept.Count, list.Body.Split("customization_id").Length - 1);
        Assert.All(kept, id => Assert.Contains(id, list.Body, StringComparison.Ordinal));
    }

    private void Fill()
    {
        using FileStream file = File.Create(Path.Combine(_disk, "fill"), 1);
        byte[] page = new byte[4096];
        try
        {
            while (true) file.Write(page);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
        })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
