using System.Net;
using System.Net.Sockets;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Hosting;

public sealed class StartupTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_endpoint_file_tells_where_and_who_the_service_is_while_it_runs()
    {
        DateTime before = DateTime.UtcNow;
        await using ServiceProcess service = await ServiceProcess.StartAsync(Data);
        Assert.Matches(@"^http://127\.0\.0\.1:\d+$", service.Endpoint.Uri);
        Assert.InRange(service.Endpoint.Started.UtcDateTime, before.AddSeconds(-1), DateTime.UtcNow);
        Assert.Equal("0.1.0", service.Endpoint.Version);
        Assert.Matches("^[A-Za-z0-9_-]{43}$", service.Endpoint.ApiKey);
        Assert.Equal(202, (await service.Client.SendAsync("POST", "/local/stop")).Status);
        Assert.Equal(0, await service.WaitForExitAsync());
        Assert.False(File.Exists(Path.Combine(Data, "endpoint.json")));
    }

    [Fact]
    public async Task All_that_the_service_keeps_is_its_owners_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        await using ServiceProcess service = await ServiceProcess.StartAsync(Data);
        await service.Client.CreateModelAsync();
        const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(OwnFile | UnixFileMode.UserExecute, File.GetUnixFileMode(Data));
        string[] files = Directory.GetFiles(Data);
        Assert.Equal(["endpoint.json", "service.lock", "store.db", "store.db-shm", "store.db-wal"],
            files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (string file in files) Assert.Equal(OwnFile, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_configured_key_and_the_owner_outlive_a_restart()
    {
        string[] key = ["--ApiKey", "my key"];
        string id;
        await using (ServiceProcess first = await ServiceProcess.StartAsync(Data, key))
        {
            Assert.Equal("my key", first.Endpoint.ApiKey);
            id = await first.Client.CreateModelAsync();
            await first.KillAsync();
        }
        await using ServiceProcess second = await ServiceProcess.StartAsync(Data, key);
        Assert.Equal(200, (await second.Client.SendAsync("GET", $"/v1/customizations/{id}")).Status);
    }

    [Fact]
    public async Task A_second_service_on_a_data_directory_names_the_first()
    {
        await using ServiceProcess first = await ServiceProcess.StartAsync(Data);
        await AssertRefusedAsync(new ServiceLaunch { Data = Data }, $"The data directory {Data} is in use by another "
            + $"service (process {first.Endpoint.ProcessId} at {first.Endpoint.Uri}).");
        Assert.Equal(200, (await first.Client.SendAsync("GET", "/v1/models")).Status);
    }

    [Fact]
    public async Task A_service_takes_over_from_one_that_is_just_stopping()
    {
        await using ServiceProcess first = await ServiceProcess.StartAsync(Data);
        using HttpResponseMessage attached = await first.Client.GetAsync(
            "/local/attach", HttpCompletionOption.ResponseHeadersRead);
        await first.Client.SendAsync("POST", "/local/stop");
        await using ServiceProcess second = await ServiceProcess.StartAsync(Data);
        Assert.Equal(200, (await second.Client.SendAsync("GET", "/v1/models")).Status);
        Assert.Equal(0, await first.WaitForExitAsync());
        Assert.True(File.Exists(Path.Combine(Data, "endpoint.json")));
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        string urls = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        await AssertRefusedAsync(new ServiceLaunch { Data = Data, Urls = urls },
            $"The service can't listen at {urls}: Failed to bind to address {urls}: address already in use.");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("https://127.0.0.1:0")]
    public async Task An_address_that_it_can_not_listen_at_is_named(string urls)
        => Assert.StartsWith($"The service can't listen at {urls}: ",
            await AssertRefusedAsync(new ServiceLaunch { Data = Data, Urls = urls }, null), StringComparison.Ordinal);

    [Fact]
    public async Task A_data_directory_that_can_not_be_made_or_is_a_file_is_named()
    {
        await File.WriteAllTextAsync(Data, "");
        foreach (string data in new[] { Data, Path.Combine(Data, "below"), "/proc/none" })
        {
            Assert.StartsWith($"The data directory {data} can't be used: ",
                await AssertRefusedAsync(new ServiceLaunch { Data = data }, null), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--ExitWhenUnused", "maybe", "ExitWhenUnused")]
    [InlineData("--TokenLifetimeSeconds", "0", "TokenLifetimeSeconds must be more than 0")]
    [InlineData("--Instances:0:Owner", "me", "the Owner 'me' of an instance is not a GUID")]
    [InlineData("--Instances:0:Owner", "5d1f6a9e-3b8c-4f0e-9d6a-2c7b8e4f1a03", "has neither an ApiKey nor a Username")]
    public async Task A_wrong_option_is_named(string option, string value, string told)
        => Assert.Contains(told,
            await AssertRefusedAsync(new ServiceLaunch { Data = Data, Arguments = [option, value] }, null),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_port_that_others_can_reach_is_warned_of()
    {
        await using ServiceProcess service = await ServiceProcess.StartAsync(
            new ServiceLaunch { Data = Data, Urls = "http://0.0.0.0:0" });
        Assert.StartsWith("http://127.0.0.1:", service.Endpoint.Uri, StringComparison.Ordinal);
        Assert.Equal(200, (await service.Client.SendAsync("GET", "/v1/models")).Status);
        Assert.Contains("can be reached from other machines", service.Errors, StringComparison.Ordinal);
    }

    /// <summary>One line, exit code 2.</summary>
    private static async Task<string> AssertRefusedAsync(ServiceLaunch launch, string? expected)
    {
        (int exitCode, string errors) = await ServiceProcess.RunToEndAsync(launch);
        Assert.Equal(2, exitCode);
        string line = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        if (expected is not null) Assert.Equal(expected, line);
        return line;
    }
}
