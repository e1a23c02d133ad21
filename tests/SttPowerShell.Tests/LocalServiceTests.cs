using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SttPowerShell.Tests.Support;

namespace SttPowerShell.Tests;

/// <summary>
/// The real service as a child process, with its real recogniser, each in a data directory of the test.
/// </summary>
public sealed class LocalServiceTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Shell _shell = new();

    private string Data => _folder["data"];

    public void Dispose()
    {
        _shell.Run("Get-SttLocalService -DataDirectory $args[0] | Stop-SttLocalService", Data);
        _shell.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Connecting_starts_the_service_recognises_manages_models_and_finds_it_again()
    {
        object? session = _shell.Get("Connect-SttService -Local -DataDirectory $args[0]", Data).Single();
        Assert.Equal("local", session.Text("Name"));
        Assert.Equal(true, session.Property("IsLocal"));
        string process = Service().Text("ProcessId");

        string silence = _folder.Write("silence.wav", Recording.Wave(1));
        object? transcript = _shell.Get("Invoke-SttRecognition $args[0]", silence).Single();
        Assert.Equal("", transcript.Text("Transcript"));
        Assert.Equal(1.0, transcript.Property("Duration"));

        object? model = _shell.Get("New-SttCustomModel old-1 -Type Language").Single();
        Assert.Equal("Pending", model.Text("Status"));
        Assert.Empty(_shell.Get("Get-SttCustomModel old-* | Remove-SttCustomModel -WhatIf"));
        Assert.Equal(model.Text("Id"), _shell.Get("Get-SttCustomModel old-*").Single().Text("Id"));
        Assert.Empty(_shell.Get(
            "$args[0] | Reset-SttCustomModel -Confirm:$false; $args[0] | Remove-SttCustomModel -Confirm:$false",
            model));
        Assert.Equal("CustomModelNotFound", _shell.Run("$args[0] | Get-SttCustomModel", model).ErrorId);

        Assert.Equal("local-2",
            _shell.Get("Connect-SttService -Local -DataDirectory $args[0]", Data).Single().Text("Name"));
        Assert.Equal(process, Service().Text("ProcessId"));
    }

    [Fact]
    public void Two_commands_at_once_start_one_service()
    {
        using Shell other = new();

        object?[][] sessions = new object?[2][];
        Parallel.Invoke(
            () => sessions[0] = _shell.Get("Connect-SttService -Local -DataDirectory $args[0]", Data),
            () => sessions[1] = other.Get("Connect-SttService -Local -DataDirectory $args[0]", Data));

        Assert.Equal(sessions[0].Single().Text("Uri"), sessions[1].Single().Text("Uri"));
        Assert.Single(File.ReadLines(_folder["data/service.log"]), line
            => line.Contains("listens at", StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_started_found_and_stopped()
    {
        Assert.Empty(_shell.Get("Start-SttLocalService -DataDirectory $args[0] -WhatIf", Data));
        Assert.Empty(_shell.Get("Get-SttLocalService -DataDirectory $args[0]", Data));
        Assert.False(Directory.Exists(Data));

        int port = FreePort();
        object? started = _shell.Get("Start-SttLocalService -DataDirectory $args[0] -Port $args[1]", Data, port)
            .Single();
        Assert.Equal(true, started.Property("Ready"));
        Assert.Equal(new Uri($"http://127.0.0.1:{port}"), started.Property("Uri"));
        Result again = _shell.Run("Start-SttLocalService -DataDirectory $args[0] -Port 18999", Data);
        Assert.Equal(started.Text("ProcessId"), again.Output.Single().Text("ProcessId"));
        Assert.Contains($"at http://127.0.0.1:{port}/ and not at port 18999", again.Warnings.Single(),
            StringComparison.Ordinal);
        Assert.Single(_shell.Get("Connect-SttService $args[0].Uri -ApiKey $args[0].ApiKey", started));

        using Process process = Process.GetProcessById((int)started.Property("ProcessId")!);
        Assert.Empty(_shell.Get("$args[0] | Stop-SttLocalService -WhatIf", started));
        Assert.False(process.HasExited);
        Assert.Empty(_shell.Get("$args[0] | Stop-SttLocalService", started));
        Assert.True(process.HasExited);
        Assert.Empty(_shell.Get("Get-SttLocalService -DataDirectory $args[0]", Data));
        Assert.Equal("LocalServiceNotRunning",
            _shell.Run("Stop-SttLocalService -DataDirectory $args[0]", Data).ErrorId);
    }

    [Fact]
    public void A_service_that_was_killed_has_gone_and_connecting_again_helps()
    {
        _shell.Get("Connect-SttService -Local -DataDirectory $args[0]", Data);
        using (Process process = Process.GetProcessById((int)Service().Property("ProcessId")!))
        {
            process.Kill();
            process.WaitForExit();
        }

        Result result = _shell.Run("Get-SttCustomModel");

        Assert.Equal("LocalServiceGone", result.ErrorId);
        Assert.Contains("run Connect-SttService -Local again", result.Error.Exception.Message,
            StringComparison.Ordinal);
        Assert.Single(_shell.Get("Connect-SttService -Local -DataDirectory $args[0]", Data));
        Assert.Empty(_shell.Get("Get-SttCustomModel"));
    }

    [Fact]
    public async Task Starting_a_service_that_connecting_started_keeps_it_when_nobody_uses_it_any_more()
    {
        _shell.Get("Connect-SttService -Local -DataDirectory $args[0]", Data);
        string process = _shell.Get("Start-SttLocalService -DataDirectory $args[0]", Data).Single().Text("ProcessId");
        _shell.Get("Disconnect-SttService");

        // It would end 10 s after its last user.
        await Task.Delay(TimeSpan.FromSeconds(11.5));

        Assert.Equal(process, Service().Text("ProcessId"));
    }

    [Fact]
    public void After_a_restart_at_the_same_port_the_old_session_is_told_why_it_is_refused()
    {
        int port = FreePort();
        object? service = _shell.Get("Start-SttLocalService -DataDirectory $args[0] -Port $args[1]", Data, port)
            .Single();
        object? local = _shell.Get("Connect-SttService -Local -DataDirectory $args[0]", Data).Single();
        object? byKey = _shell.Get("Connect-SttService $args[0].Uri -ApiKey $args[0].ApiKey", service).Single();
        _shell.Get("Stop-SttLocalService -DataDirectory $args[0]", Data);
        _shell.Get("Start-SttLocalService -DataDirectory $args[0] -Port $args[1]", Data, port);

        Result result = _shell.Run("Get-SttCustomModel -Session $args[0]", local);
        Assert.Equal("LocalServiceGone", result.ErrorId);
        Assert.StartsWith("The local service was started anew since this session was opened",
            result.Error.Exception.Message, StringComparison.Ordinal);

        result = _shell.Run("Get-SttCustomModel -Session $args[0]", byKey);
        Assert.Equal("AccessDenied", result.ErrorId);
        Assert.Contains("makes a new one at each start", result.Error.ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Start-SttLocalService")]
    [InlineData("Connect-SttService -Local")]
    public void A_store_that_can_not_be_read_is_told_in_the_services_own_words_and_left_as_it_is(string command)
    {
        Directory.CreateDirectory(Data);
        byte[] garbage = [.. Enumerable.Repeat((byte)'x', 5000)];
        File.WriteAllBytes(_folder["data/store.db"], garbage);

        Result result = _shell.Run($"{command} -DataDirectory $args[0]", Data);

        Assert.Equal("LocalServiceStartFailed", result.ErrorId);
        Assert.Contains("is damaged or not a store of this service", result.Error.Exception.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(garbage, File.ReadAllBytes(_folder["data/store.db"]));
    }

    [Fact]
    public void A_recogniser_that_is_not_whole_is_told_with_what_is_missing_and_starting_again_helps()
    {
        Environment.SetEnvironmentVariable("STT_ENGINE_PATH", _folder.Path);
        try
        {
            Result result = _shell.Run("Connect-SttService -Local -DataDirectory $args[0]", Data);
            Assert.Equal("LocalServiceNotReady", result.ErrorId);
            Assert.Contains("missing are lib", result.Error.Exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("STT_ENGINE_PATH", null);
        }
        Assert.Single(_shell.Get("Connect-SttService -Local -DataDirectory $args[0]", Data));
    }

    [Fact]
    public void A_service_that_is_killed_in_the_middle_of_a_call_is_told_for_each_recording()
    {
        _shell.Get("Connect-SttService -Local -DataDirectory $args[0]", Data);
        using Process service = Process.GetProcessById((int)Service().Property("ProcessId")!);
        using KillingStream stream = new(Recording.Wave(60), service);
        string next = _folder.Write("next.wav", Recording.Wave());

        Result result = _shell.Run("$args[0], $args[1] | Invoke-SttRecognition -Transport Http", stream, next);

        Assert.Empty(result.Output);
        Assert.Equal(2, result.Errors.Length);
        Assert.All(result.Errors, e => Assert.StartsWith("LocalServiceGone,", e.FullyQualifiedErrorId,
            StringComparison.Ordinal));
        _shell.Get("Connect-SttService -Local -DataDirectory $args[0]", Data);
        Assert.Single(_shell.Get("Invoke-SttRecognition $args[0]", next));
    }

    [Fact]
    public void A_taken_port_is_told_in_the_services_own_words()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();

        Result result = _shell.Run("Start-SttLocalService -DataDirectory $args[0] -Port $args[1]", Data,
            ((IPEndPoint)taken.LocalEndpoint).Port);

        Assert.Equal("LocalServiceStartFailed", result.ErrorId);
        Assert.Contains("can't listen at", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("service.log", result.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_place_of_the_data_directory_is_an_error()
    {
        string file = _folder.Write("data", [1]);

        Assert.Equal("DataDirectoryUnusable",
            _shell.Run("Connect-SttService -Local -DataDirectory $args[0]", file).ErrorId);
        Assert.Equal("DataDirectoryUnusable", _shell.Run("Start-SttLocalService -DataDirectory Env:").ErrorId);
        File.Delete(file);
    }

    [Fact]
    public async Task Another_program_at_the_old_port_gets_no_credentials()
    {
        await using FakeService stranger = await FakeService.StartAsync();
        string? credentials = null;
        stranger.Answers["GET /ready"] = http =>
        {
            credentials = http.Request.Headers.Authorization;
            return http.Response.WriteAsync("""{"ready":true,"proof":"AAAA"}""");
        };
        WriteEndpoint(stranger.Uri, "0.1.0");

        Assert.Empty(_shell.Get("Get-SttLocalService -DataDirectory $args[0]", Data));
        object? session = _shell.Get("Connect-SttService -Local -DataDirectory $args[0]", Data).Single();

        Assert.NotEqual(new Uri(stranger.Uri), session.Property("Uri"));
        Assert.All(stranger.Requests, r => Assert.StartsWith("GET /ready", r, StringComparison.Ordinal));
        Assert.True(string.IsNullOrEmpty(credentials));
    }

    [Fact]
    public async Task A_service_of_another_version_is_replaced()
    {
        await using FakeService old = await FakeService.StartAsync();
        bool stopped = false;
        old.Answers["GET /ready"] = http => http.Response.WriteAsync(JsonSerializer.Serialize(new
        {
            ready = true,
            proof = Convert.ToBase64String(HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(FakeService.Key),
                    Encoding.UTF8.GetBytes(http.Request.Query["nonce"].ToString()))),
        }));
        old.Answers["POST /local/stop"] = http =>
        {
            stopped = true;
            File.Delete(_folder["data/endpoint.json"]);
            http.Response.StatusCode = StatusCodes.Status202Accepted;
            return Task.CompletedTask;
        };
        WriteEndpoint(old.Uri, "0.0.9");

        object? session = _shell.Get("Connect-SttService -Local -DataDirectory $args[0]", Data).Single();

        Assert.True(stopped);
        Assert.NotEqual(new Uri(old.Uri), session.Property("Uri"));
        Assert.Equal("0.1.0", Service().Text("Version"));
    }

    [Fact]
    public void The_services_key_shows_nowhere()
    {
        Result result = _shell.Run(
            "$VerbosePreference = 'Continue'; Connect-SttService -Local -DataDirectory $args[0]; Get-SttLocalService -DataDirectory $args[0]", Data);
        string key = (string)_shell.Get("[pscredential]::new('apikey', $args[0].ApiKey).GetNetworkCredential().Password",
            result.Output[1]).Single()!;

        Assert.True(key.Length > 20);
        string shown = string.Join('\n',
            [.. result.Verbose, .. result.Output.Select(o => o!.ToString()!), _shell.Host.Text,
            _shell.Show("Get-SttSession; Get-SttLocalService -DataDirectory $args[0]", Data),
            PSSerializer.Serialize(result.Output[1], 5),
                File.ReadAllText(_folder["data/service.log"])]);
        if (OperatingSystem.IsLinux()) shown += File.ReadAllText($"/proc/{result.Output[1].Text("ProcessId")}/cmdline");
        Assert.DoesNotContain(key, shown, StringComparison.Ordinal);
    }

    private object? Service() => _shell.Get("Get-SttLocalService -DataDirectory $args[0]", Data).Single();

    private void WriteEndpoint(string uri, string version)
    {
        Directory.CreateDirectory(Data);
        string file = _folder["data/endpoint.json"];
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            uri,
            process_id = int.MaxValue,
            started = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture),
            api_key = FakeService.Key,
            version,
        }));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Audio at whose second part the service is killed.</summary>
    private sealed class KillingStream(byte[] content, Process service) : MemoryStream(content)
    {
        private int _reads;

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_reads++ == 1)
            {
                service.Kill();
                service.WaitForExit();
            }
            return base.ReadAsync(buffer, cancellationToken);
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
