using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Customization.Acoustic;

/// <summary>The real training of an acoustic model by a real service that is killed in its middle.</summary>
public sealed class AcousticTrainingKillTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly ServiceLaunch _launch;

    public AcousticTrainingKillTests() => _launch = new ServiceLaunch
    {
        Data = _folder.File("data"), WithEngine = true, Arguments = ["--Customization:MinimumAudioMinutes", "0.04"],
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Training_goes_on_after_kill_9_in_the_first_pass_and_in_the_adaptation()
    {
        Librivox librivox = new(await SampleRecordings.EnsureAsync(default));
        (Clip first, Clip second) = (librivox.Clips[1], librivox.Clips[4]);
        string path;
        await using (ServiceProcess service = await ServiceProcess.StartAsync(_launch))
        {
            path = "/v1/acoustic_customizations/"
                + await service.Client.CreateModelAsync("/v1/acoustic_customizations");
            await AddAsync(service.Client, path, first);
            Assert.Equal(200, (await service.Client.SendAsync("POST", $"{path}/train")).Status);
            await StatusAsync(service.Client, path, status => status == "available");
            await EmptyScratchAsync();
            await AddAsync(service.Client, path, second);
            Assert.Equal(200, (await service.Client.SendAsync("POST", $"{path}/train")).Status);
            await ScratchAsync("u0.raw");
            await service.KillAsync();
        }
        await using (ServiceProcess service = await ServiceProcess.StartAsync(_launch))
        {
            await ScratchAsync("bw.log");
            await service.KillAsync();
        }
        int[] left = [.. Children()];
        await using (ServiceProcess service = await ServiceProcess.StartAsync(_launch))
        {
            Assert.Empty(Children().Intersect(left));
            // It begins anew, and the training before serves meanwhile.
            await HearAsync(service.Client, path, first);
            JsonNode model = await StatusAsync(service.Client, path, status => status != "training");
            Assert.True((string?)model["status"] == "available", model.ToJsonString() + service.Errors);
            Assert.Contains("Adaptation: MLLR in ", service.Errors, StringComparison.Ordinal);
            await EmptyScratchAsync();
            Assert.Empty(Children());
            // The training before stays until the next.
            string[] versions = Directory.GetDirectories(
                Path.Combine(_launch.Data, "models", path[(path.LastIndexOf('/') + 1)..]));
            Assert.InRange(versions.Length, 1, 2);
            Assert.All(versions, version
                => Assert.Equal(["mllr_matrix"], Directory.GetFiles(version).Select(file => Path.GetFileName(file))));
            await HearAsync(service.Client, path, first);
        }
    }

    /// <summary>Recognises a clip with the model.</summary>
    private static async Task HearAsync(HttpClient client, string path, Clip clip)
    {
        ByteArrayContent audio = new(await File.ReadAllBytesAsync(clip.Path));
        audio.Headers.ContentType = MediaTypeHeaderValue.Parse("audio/wav");
        string query = $"?acoustic_customization_id={path[(path.LastIndexOf('/') + 1)..]}";
        Exchange heard = await client.SendAsync("POST", $"/v1/recognize{query}", audio);
        Assert.True(heard.Status == 200, heard.Body);
        Assert.Contains("transcript", heard.Body, StringComparison.Ordinal);
    }

    /// <summary>The processes that services on this data directory have started, by the mark that they carry.</summary>
    private IEnumerable<int> Children()
    {
        if (!OperatingSystem.IsLinux()) yield break;
        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(process), out int id)) continue;
            string environment;
            try
            {
                environment = File.ReadAllText(Path.Combine(process, "environ"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;
            }
            if (environment.Contains($"STTPOWERSHELL_OWNER={_launch.Data}|", StringComparison.Ordinal)) yield return id;
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
    private async Task ScratchAsync(string file)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));
        string scratch = Path.Combine(_launch.Data, "scratch");
        EnumerationOptions everywhere = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };
        while (!Directory.Exists(scratch) || !Directory.EnumerateFiles(scratch, file, everywhere).Any())
        {
            await Task.Delay(5, limit.Token);
        }
    }

    /// <summary>The working folder goes just after the model has become available.</summary>
    private async Task EmptyScratchAsync()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
        while (Directory.EnumerateFileSystemEntries(Path.Combine(_launch.Data, "scratch")).Any())
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
