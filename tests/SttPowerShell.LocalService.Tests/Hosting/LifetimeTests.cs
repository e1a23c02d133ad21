using System.Diagnostics;
using SttPowerShell.LocalService.Tests.Support;

namespace SttPowerShell.LocalService.Tests.Hosting;

public sealed class LifetimeTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_ends_by_itself_after_its_last_client_has_gone()
    {
        await using ServiceProcess service = await ServiceProcess.StartAsync(Data, "--ExitWhenUnused", "true");
        using (HttpResponseMessage attached = await AttachAsync(service)) Assert.Equal(200, (int)attached.StatusCode);
        Assert.Equal(0, await service.WaitForExitAsync());
        Assert.Contains("Nobody uses the service any more.", service.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attachment_lasts_until_the_service_stops()
    {
        await using ServiceProcess service = await ServiceProcess.StartAsync(Data);
        using HttpResponseMessage attached = await AttachAsync(service);
        Stream body = await attached.Content.ReadAsStreamAsync();
        Assert.Equal('\n', body.ReadByte());
        Task<int> end = body.ReadAsync(new byte[1]).AsTask();
        await Task.Delay(200);
        Assert.False(end.IsCompleted);
        Exchange stopped = await service.Client.SendAsync("POST", "/local/stop");
        Assert.Equal((202, ""), (stopped.Status, stopped.Body));
        Assert.Equal(0, await end);
        Assert.Equal(0, await service.WaitForExitAsync());
    }

    [Fact]
    public async Task Only_the_default_instance_can_keep_or_stop_it()
    {
        await using ServiceProcess service = await ServiceProcess.StartAsync(
            Data, "--Instances:0:Owner", ServiceFixture.OtherOwner, "--Instances:0:ApiKey", ServiceFixture.OtherKey);
        using HttpClient other = service.CreateClient("apikey", ServiceFixture.OtherKey);
        (await other.SendAsync("POST", "/local/stop")).AssertError(
            403, "Forbidden", "Only the credentials of the default instance can stop the service");
        (await other.SendAsync("POST", "/local/keep")).AssertError(
            403, "Forbidden", "Only the credentials of the default instance can keep the service");
        Assert.Equal(202, (await service.Client.SendAsync("POST", "/local/keep")).Status);
        Assert.Equal(200, (await other.SendAsync("GET", "/v1/models")).Status);
    }

    [Fact]
    public async Task SIGTERM_stops_it_in_order()
    {
        if (OperatingSystem.IsWindows()) return;
        await using ServiceProcess service = await ServiceProcess.StartAsync(Data);
        using Process kill = Process.Start("kill", $"-TERM {service.Endpoint.ProcessId}");
        Assert.Equal(0, await service.WaitForExitAsync());
        Assert.Equal(["service.lock", "store.db"],
            Directory.GetFiles(Data).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_goes_on_when_nobody_reads_its_log_any_more()
    {
        if (OperatingSystem.IsWindows()) return;
        // head ends after the first line, and with it the pipe's reading end.
        string[] through = ["bash", "-c", "exec \"$@\" 2> >(head -n 1)", "bash"];
        await using ServiceProcess service = await ServiceProcess.StartAsync(
            new ServiceLaunch { Data = Data, Through = through });
        for (int i = 0; i < 3; i++) await service.Client.CreateModelAsync();
        Assert.Equal(202, (await service.Client.SendAsync("POST", "/local/stop")).Status);
        Assert.Equal(0, await service.WaitForExitAsync());
    }

    [Fact]
    public async Task It_runs_without_standard_streams()
    {
        if (OperatingSystem.IsWindows()) return;
        string[] through = ["/bin/sh", "-c", "exec \"$@\" <&- >&- 2>&-", "sh"];
        await using ServiceProcess service = await ServiceProcess.StartAsync(
            new ServiceLaunch { Data = Data, Through = through });
        for (int i = 0; i < 3; i++) await service.Client.CreateModelAsync();
        Assert.Equal(202, (await service.Client.SendAsync("POST", "/local/stop")).Status);
        Assert.Equal(0, await service.WaitForExitAsync());
    }

    [Fact]
    public async Task Detached_it_has_a_session_of_its_own()
    {
        if (!OperatingSystem.IsLinux()) return;
        await using ServiceProcess service = await ServiceProcess.StartAsync(Data, "--Detached", "true");
        string stat = await File.ReadAllTextAsync($"/proc/{service.Endpoint.ProcessId}/stat");
        // After the name: state, parent, process group, session (proc_pid_stat(5)).
        string session = stat.Split(") ")[1].Split(' ')[3];
        Assert.Equal($"{service.Endpoint.ProcessId}", session);
    }

    private static Task<HttpResponseMessage> AttachAsync(ServiceProcess service)
        => service.Client.GetAsync("/local/attach", HttpCompletionOption.ResponseHeadersRead);
}
