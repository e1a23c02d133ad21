using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SttPowerShell.Client.Local;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class ReadyEndpointTests
{
    [Fact]
    public async Task Ready_says_how_far_the_engine_is()
    {
        await using InProcessService service = await InProcessService.StartAsync();
        service.Client.DefaultRequestHeaders.Authorization = null;
        string rest = $"\"version\":\"0.1.0\",\"process_id\":{Environment.ProcessId}}}";
        Exchange ready = await service.Client.SendAsync("GET", "/ready");
        Assert.Equal((200, $$"""{"ready":true,"status":"ready",{{rest}}"""), (ready.Status, ready.Body));
        service.Recognizer.State = new EngineState(false, "loading");
        Exchange loading = await service.Client.SendAsync("GET", "/ready");
        Assert.Equal((503, $$"""{"ready":false,"status":"loading",{{rest}}"""), (loading.Status, loading.Body));
        service.Recognizer.State = new EngineState(false, "broken", "Mend it.");
        Exchange broken = await service.Client.SendAsync("GET", "/ready");
        Assert.Equal(
            (503, $$"""{"ready":false,"status":"broken",{{rest[..^1]}},"error":"Mend it."}"""), (broken.Status, broken.Body));
    }

    [Fact]
    public async Task A_nonce_is_answered_with_a_proof_that_only_the_keys_holder_can_give()
    {
        using TemporaryDirectory folder = new();
        await using ServiceProcess service = await ServiceProcess.StartAsync(folder.File("data"));
        using HttpClient anonymous = service.CreateAnonymousClient();
        Exchange answer = await anonymous.SendAsync("GET", "/ready?nonce=n%C3%B6nce");
        ReadyAnswer ready = JsonSerializer.Deserialize(answer.Body, WireJson.Plain.ReadyAnswer)!;
        Assert.Equal(service.Endpoint.ProcessId, ready.ProcessId);
        Assert.Equal(
            Convert.ToBase64String(HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(service.Endpoint.ApiKey), Encoding.UTF8.GetBytes("nönce"))),
            ready.Proof);
    }
}
