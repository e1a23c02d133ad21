using System.Collections.Concurrent;
using System.Text.Json;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Storage;

public sealed class KillTests
{
    private const int Rounds = 10;
    private const int Workers = 4;
    private const int AcknowledgementsARound = 60;

    /// <summary>What the service acknowledged for each model; what was under way at a kill is unknown.</summary>
    private readonly ConcurrentDictionary<string, Acknowledged> _models = new();

    private enum Acknowledged
    {
        Created,
        Reset,
        Deleted,
        Unknown,
    }

    [Fact]
    public async Task Every_acknowledged_change_is_there_after_kill_9()
    {
        using TemporaryDirectory folder = new();
        for (int round = 0; round < Rounds; round++)
        {
            await using ServiceProcess service = await ServiceProcess.StartAsync(folder.File("data"));
            await CheckAsync(service, round);
            await ChangeUntilKilledAsync(service);
        }
        await using ServiceProcess last = await ServiceProcess.StartAsync(folder.File("data"));
        await CheckAsync(last, Rounds);
        Assert.Contains(Acknowledged.Created, _models.Values);
        Assert.Contains(Acknowledged.Reset, _models.Values);
        Assert.Contains(Acknowledged.Deleted, _models.Values);
    }

    private async Task ChangeUntilKilledAsync(ServiceProcess service)
    {
        using SemaphoreSlim acknowledged = new(0);
        Task[] workers = [.. Enumerable.Range(0, Workers).Select(_ => WorkAsync(service.Client, acknowledged))];
        for (int i = 0; i < AcknowledgementsARound; i++) await acknowledged.WaitAsync();
        await service.KillAsync();
        await Task.WhenAll(workers);
    }

    private async Task WorkAsync(HttpClient client, SemaphoreSlim acknowledged)
    {
        try
        {
            for (int i = 0; ; i++)
            {
                string id = await client.CreateModelAsync();
                Acknowledge(id, Acknowledged.Created);
                if (i % 3 == 0) continue;
                await Task.Delay(2);
                await ChangeAsync(client, "POST", id, "/reset");
                Acknowledge(id, Acknowledged.Reset);
                if (i % 3 == 1) continue;
                await ChangeAsync(client, "DELETE", id, "");
                Acknowledge(id, Acknowledged.Deleted);
            }
        }
        catch (HttpRequestException)
        {
            // Killed.
        }

        void Acknowledge(string id, Acknowledged what)
        {
            _models[id] = what;
            acknowledged.Release();
        }
    }

    private async Task ChangeAsync(HttpClient client, string method, string id, string rest)
    {
        _models[id] = Acknowledged.Unknown;
        Exchange answer = await client.SendAsync(method, $"/v1/customizations/{id}{rest}");
        Assert.Equal(200, answer.Status);
    }

    private async Task CheckAsync(ServiceProcess service, int kills)
    {
        Exchange answer = await service.Client.SendAsync("GET", "/v1/customizations");
        Dictionary<string, CustomModel> found = JsonSerializer
            .Deserialize(answer.Body, WireJson.Plain.CustomModelList)!.Customizations!
            .ToDictionary(model => model.CustomizationId!);
        Assert.All(found.Values, model => Assert.Equal(("a model", "pending"), (model.Name, model.Status)));
        foreach ((string id, Acknowledged what) in _models)
        {
            if (what == Acknowledged.Unknown) continue;
            Assert.Equal(what != Acknowledged.Deleted, found.ContainsKey(id));
            if (what == Acknowledged.Created) Assert.Equal(found[id].Created, found[id].Updated);
            if (what == Acknowledged.Reset) Assert.NotEqual(found[id].Created, found[id].Updated);
        }
        // A create that was under way at a kill may have happened: at most one a worker.
        int unacknowledged = found.Keys.Count(id => !_models.ContainsKey(id));
        Assert.InRange(unacknowledged, 0, kills * Workers);
    }
}
