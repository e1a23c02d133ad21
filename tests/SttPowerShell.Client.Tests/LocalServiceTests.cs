using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SttPowerShell.Client.Local;
using SttPowerShell.Client.Tests.Support;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Tests;

public sealed class LocalServiceTests
{
    private int _attached;
    private bool _stopped;

    [Theory]
    [InlineData(200, true)]
    [InlineData(503, false)]
    public async Task A_service_that_proves_itself_tells_how_far_it_is(int status, bool ready)
    {
        await using KestrelService service = await StartAsync(Clients.Key, status);
        using LocalServiceClient client = new(Endpoint(service.Uri));

        ReadyAnswer answer = (await client.GetReadyAsync(default))!;

        Assert.Equal((ready, "loading"), (answer.Ready, answer.Status));
        Assert.Equal("", service.Requests.Single().Headers.Authorization.ToString());
        Assert.Matches("^GET /ready\\?nonce=[0-9A-F]{64}$", service.Requests.Single().Line);
    }

    [Fact]
    public async Task Why_recognition_cannot_work_is_an_answer()
    {
        await using KestrelService service = await StartAsync(Clients.Key, 503, "no model");
        using LocalServiceClient client = new(Endpoint(service.Uri));

        Assert.Equal("no model", (await client.GetReadyAsync(default))!.Error);
    }

    [Fact]
    public async Task Where_nothing_listens_there_is_no_answer()
    {
        using LocalServiceClient client = new(Endpoint(new Uri($"http://127.0.0.1:{FreePort()}")));

        Assert.Null(await client.GetReadyAsync(default));
        await Assert.ThrowsAsync<SttTransportException>(() => client.StopAsync(default));
    }

    [Theory]
    [InlineData("wrong key")]
    [InlineData("no proof")]
    [InlineData("replayed proof")]
    [InlineData("not json")]
    [InlineData("404")]
    public async Task A_process_that_cannot_prove_itself_gets_no_credentials(string impostor)
    {
        await using KestrelService service = await KestrelService.StartAsync(context => impostor switch
        {
            "wrong key" => AnswerReady(context, "another key", 200, null),
            "no proof" => KestrelService.Json(context, """{"ready":true}"""),
            "replayed proof" => KestrelService.Json(
                context, $$"""{"ready":true,"proof":"{{ReadyProof.Compute(Clients.Key, "an old nonce")}}"}"""),
            "not json" => context.Response.WriteAsync("<html>Hello</html>"),
            _ => KestrelService.Json(context, "{}", 404),
        });
        using LocalServiceClient client = new(Endpoint(service.Uri));

        await Assert.ThrowsAsync<LocalServiceIdentityException>(() => client.GetReadyAsync(default));
        await Assert.ThrowsAsync<LocalServiceIdentityException>(() => client.AttachAsync(default));
        await Assert.ThrowsAsync<LocalServiceIdentityException>(() => client.StopAsync(default));

        Assert.All(service.Requests, request => Assert.Equal("", request.Headers.Authorization.ToString()));
    }

    [Fact]
    public async Task An_attachment_is_open_until_it_is_disposed()
    {
        await using KestrelService service = await StartAsync(Clients.Key, 200);
        using LocalServiceClient client = new(Endpoint(service.Uri));
        IDisposable first = await client.AttachAsync(default);
        IDisposable second = await client.AttachAsync(default);
        await Clients.UntilAsync(() => Volatile.Read(ref _attached) == 2);

        first.Dispose();
        await Clients.UntilAsync(() => Volatile.Read(ref _attached) == 1);
        second.Dispose();
        second.Dispose();
        await Clients.UntilAsync(() => Volatile.Read(ref _attached) == 0);

        string header = service.Requests.Last().Headers.Authorization.ToString();
        Assert.Equal("Basic " + Convert.ToBase64String("apikey:a-secret-key-0123456789"u8), header);
    }

    [Fact]
    public async Task An_attachment_ends_with_its_client()
    {
        await using KestrelService service = await StartAsync(Clients.Key, 200);
        LocalServiceClient client = new(Endpoint(service.Uri));
        using IDisposable attachment = await client.AttachAsync(default);
        await Clients.UntilAsync(() => Volatile.Read(ref _attached) == 1);

        client.Dispose();

        await Clients.UntilAsync(() => Volatile.Read(ref _attached) == 0);
    }

    [Fact]
    public async Task Stopping_is_asked_for_with_the_key()
    {
        await using KestrelService service = await StartAsync(Clients.Key, 200);
        using LocalServiceClient client = new(Endpoint(service.Uri));

        await client.StopAsync(default);

        Assert.True(_stopped);
        Assert.StartsWith("Basic ", service.Requests.Last().Headers.Authorization);
    }

    [Theory]
    [InlineData("http://example.com:1234")]
    [InlineData("https://10.1.1.1")]
    [InlineData("nonsense")]
    public void An_endpoint_on_another_machine_is_refused(string uri)
        => Assert.Throws<ArgumentException>(
            () => new LocalServiceClient(Endpoint(new Uri("http://127.0.0.1")) with { Uri = uri }));

    [Fact]
    public void The_endpoint_file_is_read_back()
    {
        using TemporaryDirectory directory = new();
        LocalServiceEndpoint endpoint = Endpoint(new Uri("http://127.0.0.1:4711"));
        WriteEndpoint(directory, JsonSerializer.Serialize(endpoint, WireJson.Plain.LocalServiceEndpoint));

        Assert.Equal(endpoint, LocalServiceEndpoint.Read(directory.Path));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{\"uri\":\"http://127.0.0.1\"")]
    [InlineData("{\"uri\":\"http://127.0.0.1\"}")]
    [InlineData("null")]
    public void A_missing_or_unfinished_endpoint_file_is_no_endpoint(string? content)
    {
        using TemporaryDirectory directory = new();
        if (content is not null) WriteEndpoint(directory, content);

        Assert.Null(LocalServiceEndpoint.Read(directory.Path));
        Assert.Null(LocalServiceEndpoint.Read(Path.Combine(directory.Path, "none")));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void An_endpoint_file_that_others_can_get_at_is_refused(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows()) return;
        using TemporaryDirectory directory = new();
        string path = WriteEndpoint(directory, "{}");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | mode);

        UnauthorizedAccessException e =
            Assert.Throws<UnauthorizedAccessException>(() => LocalServiceEndpoint.Read(directory.Path));

        Assert.Contains(path, e.Message);
    }

    [Fact]
    public void Directories_follow_the_system_and_need_a_home()
    {
        Assert.EndsWith(Path.Combine("SttPowerShell", "service"), LocalServiceDirectories.Data);
        Assert.Equal("/c/SttPowerShell", LocalServiceDirectories.CacheUnder("/c", "/home/u", isMac: false));
        Assert.Equal(
            "/home/u/.cache/SttPowerShell", LocalServiceDirectories.CacheUnder("relative", "/home/u", isMac: false));
        Assert.Equal("/home/u/.cache/SttPowerShell", LocalServiceDirectories.CacheUnder(null, "/home/u", isMac: false));
        Assert.Equal(
            "/Users/u/Library/Caches/SttPowerShell", LocalServiceDirectories.CacheUnder("/c", "/Users/u", isMac: true));
        Assert.Contains(
            "HOME", Assert.Throws<InvalidOperationException>(
                () => LocalServiceDirectories.CacheUnder(null, "", isMac: false)).Message);
        Assert.Throws<InvalidOperationException>(() => LocalServiceDirectories.DataUnder(""));
    }

    private Task<KestrelService> StartAsync(string key, int status, string? error =
        null) => KestrelService.StartAsync(async context =>
    {
        switch (context.Request.Path.Value)
        {
            case "/ready":
                await AnswerReady(context, key, status, error);
                break;
            case "/local/attach":
                Interlocked.Increment(ref _attached);
                await context.Response.Body.FlushAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted)
                    .ContinueWith(_ => Interlocked.Decrement(ref _attached), TaskScheduler.Default);
                break;
            case "/local/stop":
                _stopped = true;
                context.Response.StatusCode = 202;
                break;
        }
    });

    private static Task AnswerReady(HttpContext context, string key, int status, string? error)
    {
        ReadyAnswer answer = new()
        {
            Ready = status == 200,
            Status = "loading",
            Error = error,
            Proof = ReadyProof.Compute(key, context.Request.Query["nonce"].ToString()),
        };
        return KestrelService.Json(context, JsonSerializer.Serialize(answer, WireJson.Plain.ReadyAnswer), status);
    }

    private static LocalServiceEndpoint Endpoint(Uri uri) => new()
    {
        Uri = uri.ToString(), ProcessId = 1, Started = DateTimeOffset.UnixEpoch, ApiKey = Clients.Key, Version = "0.1.0",
    };

    private static string WriteEndpoint(TemporaryDirectory directory, string content)
    {
        string path = directory.File(LocalServiceEndpoint.FileName, System.Text.Encoding.UTF8.GetBytes(content));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
