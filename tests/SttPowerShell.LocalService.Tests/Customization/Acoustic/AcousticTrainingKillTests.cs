using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Customization.Acoustic;

/// <summary>The real training of an acoustic model by a real service that is killed in its middle.</summary>
public sealed class AcousticTrainingKillTests
{
    [Fact]
    public async Task Training_goes_on_after_kill_9_in_the_first_pass_and_in_the_adaptation()
    {
        using TemporaryDirectory folder = new();
        Librivox librivox = new(await SampleRecordings.EnsureAsync(default));
        ServiceLaunch launch = new()
        {
            Data = folder.File("data"), WithEngine = true, Arguments = ["--Customization:MinimumAudioMinutes", "0.1"],
        };
        string path;
        await using (ServiceProcess service = await ServiceProcess.StartAsync(launch))
        {
            path = "/v1/acoustic_customizations/"
                + await service.Client.CreateModelAsync("/v1/acoustic_customizations");
            foreach (Clip clip in librivox.Clips.Take(2)) await AddAsync(service.Client, path, clip);
            Assert.Equal(200, (await service.Client.SendAsync("POST", $"{path}/train")).Status);
            await ScratchAsync(launch, "u0.raw");
            await service.KillAsync();
        }
        await using (ServiceProcess service = await ServiceProcess.StartAsync(launch))
        {
            await ScratchAsync(launch, "bw.log");
            await service.KillAsync();
        }
        await using (ServiceProcess service = await ServiceProcess.StartAsync(launch))
        {
            JsonNode model = await StatusAsync(service.Client, path, status => status != "training");
            Assert.True((string?)model["status"] == "available", model.ToJsonString() + service.Errors);
            Assert.Contains("Adaptation: MLLR in ", service.Errors, StringComparison.Ordinal);
            await EmptyScratchAsync(launch);
            string version = Assert.Single(Directory.GetDirectories(
                Path.Combine(launch.Data, "models", path[(path.LastIndexOf('/') + 1)..])));
            Assert.Equal(["mllr_matrix"], Directory.GetFiles(version).Select(file => Path.GetFileName(file)));
            ByteArrayContent audio = new(await File.ReadAllBytesAsync(librivox.Clips[0].Path));
            audio.Headers.ContentType = MediaTypeHeaderValue.Parse("audio/wav");
            Exchange heard = await service.Client.SendAsync(
                "POST", $"/v1/recognize?acoustic_customization_id={(string?)model["customization_id"]}", audio);
            Assert.True(heard.Status == 200, heard.Body);
            Assert.Contains("transcript", heard.Body, StringComparison.Ordinal);
        }
    }

    private static async Task AddAsync(HttpClient client, string path, Clip clip)
    {
        ByteArrayContent content = new(await File.ReadAllBytesAsync(clip.Path));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("audio/wav");
        Assert.Equal(201, (await client.SendAsync("POST", $"{path}/audio/{clip}", content)).Status);
        await StatusAsync(client, path, status => status == "ready");
    }

    /// <summary>Waits until the training has got so far that there is this file.</summary>
    private static async Task ScratchAsync(ServiceLaunch launch, string file)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));
        string scratch = Path.Combine(launch.Data, "scratch");
        EnumerationOptions everywhere = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };
        while (!Directory.Exists(scratch) || !Directory.EnumerateFiles(scratch, file, everywhere).Any())
        {
            await Task.Delay(5, limit.Token);
        }
    }

    /// <summary>The working folder goes just after the model has become available.</summary>
    private static async Task EmptyScratchAsync(ServiceLaunch launch)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
        while (Directory.EnumerateFileSystemEntries(Path.Combine(launch.Data, "scratch")).Any())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private static async Task<JsonNode> StatusAsync(HttpClient client, string path, Func<string, bool> isReached)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));
        while (true)
        {
            JsonNode model = JsonNode.Parse((await client.SendAsync("GET", path)).Body)!;
            if (isReached((string)model["status"]!)) return model;
            await Task.Delay(20, limit.Token);
        }
    }
}
