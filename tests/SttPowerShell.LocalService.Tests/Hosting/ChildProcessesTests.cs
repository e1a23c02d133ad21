using System.Runtime.Versioning;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Hosting;

[UnsupportedOSPlatform("windows")]
public sealed class ChildProcessesTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_killed_service_had_started_is_ended_by_the_next_one_on_its_data()
    {
        if (!OperatingSystem.IsLinux()) return;
        Directory.CreateDirectory(_folder.File("bin"));
        string ffmpeg = Path.Combine(_folder.File("bin"), "ffmpeg");
        await File.WriteAllTextAsync(ffmpeg, $"""
            #!/bin/sh
            echo $$ > '{_folder.File("id.new")}'; mv '{_folder.File("id.new")}' '{_folder.File("id")}'
            exec sleep 600
            """);
        File.SetUnixFileMode(ffmpeg, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string path = $"PATH={_folder.File("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        ServiceLaunch launch = new() { Data = _folder.File("data"), Through = ["env", path], WithEngine = true };
        int id;
        await using (ServiceProcess service = await ServiceProcess.StartAsync(launch))
        {
            using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
            Task<bool> recognition = RecognizeAsync(service, limit.Token);
            while (!File.Exists(_folder.File("id"))) await Task.Delay(20, limit.Token);
            id = int.Parse(await File.ReadAllTextAsync(_folder.File("id")), null);
            await service.KillAsync();
            Assert.False(await recognition);
        }
        Assert.True(IsRunning(id));
        await using (ServiceProcess stranger = await ServiceProcess.StartAsync(_folder.File("other data")))
        {
            Assert.True(IsRunning(id));
        }
        await using ServiceProcess next = await ServiceProcess.StartAsync(_folder.File("data"));
        Assert.False(IsRunning(id));
        Assert.Contains($"Ended process {id} (sleep), which a service that was killed", next.Errors,
            StringComparison.Ordinal);
    }

    /// <summary>Sends audio for ffmpeg, again while the recogniser isn't loaded yet; true if it was answered.</summary>
    private static async Task<bool> RecognizeAsync(ServiceProcess service, CancellationToken cancel)
    {
        byte[] webM = [0x1A, 0x45, 0xDF, 0xA3, .. new byte[100_000]];
        while (true)
        {
            using ByteArrayContent audio = new(webM);
            audio.Headers.Add("Content-Type", "audio/webm");
            try
            {
                using HttpResponseMessage answer = await service.Client.PostAsync("/v1/recognize", audio, cancel);
                string body = await answer.Content.ReadAsStringAsync(cancel);
                if ((int)answer.StatusCode != 503) return Fail(body);
            }
            catch (HttpRequestException)
            {
                return false;
            }
            await Task.Delay(50, cancel);
        }
    }

    private static bool Fail(string body)
    {
        Assert.Fail(body);
        return true;
    }

    private static bool IsRunning(int id) => Directory.Exists($"/proc/{id}")
        && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
}
