using System.Diagnostics;
using SttPowerShell.Client;
using SttPowerShell.Client.Local;
using SttPowerShell.Credentials;

namespace SttPowerShell.LocalService;

/// <summary>A service that has proved to be the one that wrote the endpoint file of its data directory.</summary>
internal sealed record RunningService(string DataDirectory, LocalServiceEndpoint Endpoint, ReadyAnswer Answer)
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(10);

    /// <summary>The version of this module, which is that of its service.</summary>
    public static string OwnVersion { get; } = typeof(RunningService).Assembly.GetName().Version!.ToString(3);

    /// <summary>The service of a data directory; null if none runs, or what answers isn't it.</summary>
    /// <exception cref="LocalServiceException">The endpoint file can't be trusted.</exception>
    /// <exception cref="SttTransportException">The service runs but doesn't answer.</exception>
    public static async Task<RunningService?> FindAsync(string dataDirectory, CancellationToken cancel)
    {
        try
        {
            if (LocalServiceEndpoint.Read(dataDirectory) is not LocalServiceEndpoint endpoint) return null;
            using LocalServiceClient client = new(endpoint);
            ReadyAnswer? answer = await client.GetReadyAsync(cancel);
            return answer is null ? null : new RunningService(dataDirectory, endpoint, answer);
        }
        catch (LocalServiceIdentityException)
        {
            return null; // The file is stale: its service ended, and another program has got its port.
        }
        catch (SttTransportException e) when (e.Failure is TransportFailure.Interrupted)
        {
            return null; // It is just ending.
        }
        catch (Exception e) when (e is UnauthorizedAccessException or ArgumentException
            or IOException and not SttTransportException)
        {
            throw new LocalServiceException("EndpointFileUnusable", e.Message,
                $"See the file {Path.Combine(dataDirectory, LocalServiceEndpoint.FileName)}.", e);
        }
    }

    /// <summary>Stops it, by force if it doesn't end in good time, and waits until it has gone.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        using Process? process = OpenProcess();
        await AskToStopAsync(cancel);
        if (process is null) return;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(StopTime);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            process.Kill();
            await process.WaitForExitAsync(cancel);
        }
    }

    /// <summary>Makes it run until it is stopped; false if it is just ending.</summary>
    public async Task<bool> TryKeepAsync(CancellationToken cancel)
    {
        using LocalServiceClient client = new(Endpoint);
        try
        {
            await client.KeepAsync(cancel);
            return true;
        }
        catch (Exception e) when (e is LocalServiceIdentityException
            or SttApiException { Status: System.Net.HttpStatusCode.ServiceUnavailable }
            or SttTransportException { Failure: TransportFailure.Connection or TransportFailure.Interrupted })
        {
            return false;
        }
    }

    private async Task AskToStopAsync(CancellationToken cancel)
    {
        using LocalServiceClient client = new(Endpoint);
        try
        {
            await client.StopAsync(cancel);
        }
        catch (Exception e) when (e is LocalServiceIdentityException
            or SttTransportException { Failure: TransportFailure.Connection or TransportFailure.Interrupted })
        {
            // It has gone meanwhile.
        }
    }

    /// <summary>What users see of it.</summary>
    public SttLocalService ToObject() => new()
    {
        Uri = new Uri(Endpoint.Uri),
        ProcessId = Endpoint.ProcessId,
        ApiKey = new SttSecret(Secret.Of(Endpoint.ApiKey)),
        DataDirectory = DataDirectory,
        Version = Endpoint.Version,
        Ready = Answer.Ready,
        Status = Answer.Error ?? Answer.Status,
    };

    // Its start time tells it from a later process of the same id.
    private Process? OpenProcess()
    {
        Process? process = null;
        try
        {
            process = Process.GetProcessById(Endpoint.ProcessId);
            TimeSpan apart = process.StartTime.ToUniversalTime() - Endpoint.Started.UtcDateTime;
            if (apart.Duration() < TimeSpan.FromSeconds(2)) return process;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException
            or System.ComponentModel.Win32Exception)
        {
        }
        process?.Dispose();
        return null;
    }
}
