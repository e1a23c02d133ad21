using System.Diagnostics;
using System.Reflection;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>How a service process is started.</summary>
internal sealed record ServiceLaunch
{
    /// <summary>The data directory.</summary>
    public required string Data { get; init; }

    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>Further arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>A program and its arguments, that start the command given to them as further arguments.</summary>
    public IReadOnlyList<string> Through { get; init; } = [];

    /// <summary>
    /// Whether the recogniser is there. Without it the service doesn't look for one, neither on the machine nor in the
    /// network, and recognition answers 503.
    /// </summary>
    public bool WithEngine { get; init; }

    /// <summary>The service as the build staged it.</summary>
    public static string ServicePath { get; } = Path.Combine(
        typeof(ServiceLaunch).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "RepositoryRoot").Value!,
        "bin", "service", "SttPowerShell.LocalService.dll");

    public Process Start()
    {
        string[] command =
        [
            .. Through, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ServicePath,
            "--urls", Urls, "--data", Data, .. Arguments,
        ];
        ProcessStartInfo start = new(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!WithEngine) start.Environment["STT_ENGINE_PATH"] = Path.Combine(Path.GetTempPath(), "stt-no-engine");
        return Process.Start(start)!;
    }
}
