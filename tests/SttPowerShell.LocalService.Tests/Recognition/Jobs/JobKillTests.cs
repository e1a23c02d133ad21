using System.Text.Json.Nodes;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Recognition.Jobs;

public sealed class JobKillTests
{
    private const int Jobs = 4;

    [Fact]
    public async Task Acknowledged_jobs_are_done_and_told_of_after_kill_9()
    {
        using TemporaryDirectory folder = new();
        ServiceLaunch launch = new() { Data = folder.File("data"), WithEngine = true };
        Clip clip = new Librivox(await SampleRecordings.EnsureAsync(default)).Clips[1];
        byte[] audio = await File.ReadAllBytesAsync(clip.Path);
        await using CallbackServer callback = await CallbackServer.StartAsync();
        List<string> ids = [];
        await using (ServiceProcess service = await ServiceProcess.StartAsync(launch))
        {
            await callback.RegisterAsync(service.Client, "secret");
            for (int i = 0; i < Jobs; i++)
            {
                Exchange created = await service.Client.SendAsync(
                    "POST", $"/v1/recognitions?{callback.Query}&user_token=t{i}", new ByteArrayContent(audio));
                Assert.True(created.Status == 201, created.Body);
                ids.Add((string)JsonNode.Parse(created.Body)!["id"]!);
            }
            await service.KillAsync();
        }
        await using (ServiceProcess service = await ServiceProcess.StartAsync(launch))
        {
            while ((await StatusesAsync(service)).All(status => status == "waiting")) await Task.Delay(5);
            await service.KillAsync();
        }
        await using (ServiceProcess service = await ServiceProcess.StartAsync(launch))
        {
            using ByteArrayContent same = new(audio);
            JsonNode direct = JsonNode.Parse((await service.Client.SendAsync("POST", "/v1/recognize", same)).Body)!;
            foreach (string id in ids)
            {
                JsonNode job = await service.Client.WaitForJobAsync(id, "completed");
                Assert.Equal($"[{direct.ToJsonString()}]", job["results"]!.ToJsonString());
                Assert.EndsWith("young man ",
                    (string)job["results"]![0]!["results"]![0]!["alternatives"]![0]!["transcript"]!);
            }
            using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
            while (Told("recognitions.completed").Count() < Jobs || Told("recognitions.started").Count() < Jobs)
            {
                await Task.Delay(10, limit.Token);
            }
            // Of what was uploaded nothing is left, of what came of it all.
            while (Directory.GetFiles(Path.Combine(folder.File("data"), "blobs")).Length != Jobs)
            {
                await Task.Delay(10, limit.Token);
            }
        }
        Assert.Equal(ids.Order(), Told("recognitions.completed").Order());

        IEnumerable<string> Told(string happened) => callback.Notifications
            .Select(notification => JsonNode.Parse(notification.Body)!)
            .Where(notification => (string?)notification["event"] == happened)
            .Select(notification => (string)notification["id"]!).Distinct();
    }

    private static async Task<IEnumerable<string>> StatusesAsync(ServiceProcess service)
    {
        Exchange list = await service.Client.SendAsync("GET", "/v1/recognitions");
        return JsonNode.Parse(list.Body)!["recognitions"]!.AsArray().Select(job => (string)job!["status"]!);
    }
}
