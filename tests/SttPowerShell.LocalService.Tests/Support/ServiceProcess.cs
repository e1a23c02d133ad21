using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using SttPowerShell.Client.Local;
using SttPowerShell.LocalService.Hosting;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>
/// The local service as a real process of its own, listening on a free port. It is killed at the end; the data
/// directory is its caller's.
/// </summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private ServiceProcess(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null) return;
            lock (_errors) _errors.Append(line.Data).Append('\n');
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>What the service wrote into its endpoint file.</summary>
    public LocalServiceEndpoint Endpoint { get; private set; } = null!;

    /// <summary>A client with the default instance's API key.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>What the service has written to standard error so far.</summary>
    public string Errors
    {
        get
        {
            lock (_errors) return _errors.ToString();
        }
    }

    /// <summary>Starts a service and waits until it listens.</summary>
    public static Task<ServiceProcess> StartAsync(string data, params string[] arguments)
        => StartAsync(new ServiceLaunch { Data = data, Arguments = arguments });

    /// <summary>Starts a service and waits until it listens.</summary>
    public static async Task<ServiceProcess> StartAsync(ServiceLaunch launch)
    {
        ServiceProcess service = new(launch.Start());
        try
        {
            service.Endpoint = await service.WaitForEndpointAsync(launch.Data);
            service.Client = service.CreateClient("apikey", service.Endpoint.ApiKey);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a service that is expected to end by itself, and gives its exit code and standard error.</summary>
    public static async Task<(int ExitCode, string Errors)> RunToEndAsync(ServiceLaunch launch)
    {
        await using ServiceProcess service = new(launch.Start());
        return (await service.WaitForExitAsync(), service.Errors);
    }

    /// <summary>A client with other credentials.</summary>
    public HttpClient CreateClient(string user, string password)
    {
        HttpClient client = CreateAnonymousClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        return client;
    }

    public HttpClient CreateAnonymousClient() => new() { BaseAddress = new Uri(Endpoint.Uri) };

    /// <summary>kill -9: the process has no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for the process to end by itself, and gives its exit code.</summary>
    public async Task<int> WaitForExitAsync()
    {
        using CancellationTokenSource limit = new(StartLimit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Client?.Dispose();
    }

    /// <summary>A killed predecessor may have left its file, so the file must be this process's.</summary>
    private async Task<LocalServiceEndpoint> WaitForEndpointAsync(string data)
    {
        using CancellationTokenSource limit = new(StartLimit);
        while (true)
        {
            LocalServiceEndpoint? endpoint = await EndpointFile.ReadAsync(data, limit.Token);
            if (endpoint?.ProcessId == _process.Id) return endpoint;
            if (_process.HasExited)
            {
                await _process.WaitForExitAsync();
                throw new InvalidOperationException($"The service ended with code {_process.ExitCode}: {Errors}");
            }
            await Task.Delay(10, limit.Token);
        }
    }
}
