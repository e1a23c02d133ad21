using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Api;

public sealed class OwnersOfJobsTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    [Fact]
    public async Task Jobs_and_callbacks_are_their_owners_alone()
    {
        using HttpClient other = fixture.Service.CreateClient("apikey", ServiceFixture.OtherKey);
        await using CallbackServer callback = await CallbackServer.StartAsync();
        await callback.RegisterAsync(fixture.Client);
        string id = await fixture.Client.CreateJobAsync($"?{callback.Query}");
        Assert.Equal(404, (await other.SendAsync("GET", $"/v1/recognitions/{id}")).Status);
        Assert.Equal(404, (await other.SendAsync("DELETE", $"/v1/recognitions/{id}")).Status);
        Assert.Equal("""{"recognitions":[]}""", (await other.SendAsync("GET", "/v1/recognitions")).Body);
        Assert.Equal(400, (await other.PostJobAsync($"?{callback.Query}")).Status);
        Assert.Equal(404, (await other.SendAsync("POST", $"/v1/unregister_callback?{callback.Query}")).Status);
    }
}
