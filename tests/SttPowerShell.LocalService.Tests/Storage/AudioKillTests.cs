using System.Text.Json.Nodes;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Storage;

public sealed class AudioKillTests
{
    private const int Count = 6;

    [Fact]
    public async Task Acknowledged_audio_is_there_and_analysed_after_kill_9()
    {
        using TemporaryDirectory folder = new();
        ServiceLaunch launch = new() { Data = folder.File("data") };
        // Some two minutes are decoded for each, so that the kill comes into the middle of it.
        byte[] archive = Archives.TarGzip(
            [.. Enumerable.Range(0, 4).Select(i => ($"{i}.wav", Wav.Pcm16(new short[16000 * 30])))]);
        string id;
        await using (ServiceProcess service = await ServiceProcess.StartAsync(launch))
        {
            AudioModel model = await AudioModel.CreateAsync(service.Client);
            id = model.Id;
            for (int i = 0; i < Count; i++)
            {
                Assert.Equal(201, (await model.AddAsync($"a{i}", archive, Archives.GzipType)).Status);
            }
            await service.KillAsync();
        }
        await using ServiceProcess again = await ServiceProcess.StartAsync(launch);
        AudioModel kept = new(again.Client, id);
        JsonNode list = await kept.SettleAsync();
        Assert.Equal(Count * 2, (double?)list["total_minutes_of_audio"]);
        Assert.All(list["audio"]!.AsArray(), one => Assert.Equal("ok", (string?)one!["status"]));
        Assert.Equal("ready", await kept.StatusAsync());
        Assert.Equal(4, (await kept.GetAsync("/audio/a0"))["audio"]!.AsArray().Count);
        Assert.Equal(200, (await kept.SendAsync("DELETE", "/audio/a0")).Status);
        Assert.Equal(Count - 1, Directory.GetFiles(Path.Combine(launch.Data, "blobs")).Length);
        string scratch = Path.Combine(launch.Data, "scratch");
        Assert.True(!Directory.Exists(scratch) || Directory.GetFileSystemEntries(scratch).Length == 0);
    }
}
