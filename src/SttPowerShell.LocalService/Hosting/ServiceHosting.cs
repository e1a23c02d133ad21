using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;
using SttPowerShell.LocalService.Api;
using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Api.WebSockets;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Customization.Acoustic;
using SttPowerShell.LocalService.Customization.Language;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Recognition.Jobs;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Hosting;

/// <summary>The parts of the service and how they are put together.</summary>
internal static class ServiceHosting
{
    private const int KeyBytes = 32;

    /// <summary>Bytes of a request body, where the route doesn't say otherwise: ample for JSON.</summary>
    private const long LargestBody = 1024 * 1024;

    /// <summary>How long running requests have to end when the service stops.</summary>
    public static TimeSpan ShutdownTimeout { get; } = TimeSpan.FromSeconds(3);

    /// <summary>The service's version, such as 0.1.0.</summary>
    public static string Version { get; } = typeof(ServiceHosting).Assembly.GetName().Version!.ToString(3);

    /// <summary>A builder that takes nothing from the folder in which the service happens to be started.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
        => WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            // Watching the settings file would cost one of the user's few inotify instances.
            Args = [.. args, "--hostBuilder:reloadConfigOnChange=false"],
            ContentRootPath = AppContext.BaseDirectory,
        });

    /// <summary>Registers everything but recognition. The caller goes on owning data directory and store.</summary>
    public static async Task AddServiceAsync(
        this WebApplicationBuilder builder, ServiceOptions options, DataDirectory data, ServiceStore store,
        CancellationToken cancel)
    {
        (string owner, string tokenKey) = await store.WriteAsync(
            transaction => (
                SettingTable.GetOrAdd(transaction, SettingTable.DefaultOwner, () => Guid.NewGuid().ToString()),
                SettingTable.GetOrAdd(transaction, SettingTable.TokenKey, NewTokenKey)),
            cancel).ConfigureAwait(false);
        string apiKey = string.IsNullOrEmpty(options.ApiKey) ? NewApiKey() : options.ApiKey;
        Instances instances = new(new Instance(Guid.Parse(owner), apiKey, null, null), options.Instances);

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services
            .AddSingleton(store)
            .AddSingleton(instances)
            .AddSingleton(services => new BearerTokens(instances, Convert.FromBase64String(tokenKey),
                TimeSpan.FromSeconds(options.TokenLifetimeSeconds), services.GetRequiredService<TimeProvider>()))
            .AddSingleton<CustomModels>()
            .AddSingleton<TrainingStart>()
            .AddSingleton<UpgradeStart>()
            .AddSingleton<TrainedLanguageModels>()
            .AddSingleton<CustomModelResolver>()
            .AddSingleton<RecognizeSocketEndpoint>()
            .AddSingleton(services => CreateUsageWatch(services, options))
            .AddSingleton(new BlobStore(data.BlobsPath))
            .AddSingleton(new ModelFiles(data.ModelsPath))
            .AddHostedService<FileSweep>()
            .AddOperations(data)
            .AddSingleton(options.Customization)
            .AddSingleton<ResourceUpload>()
            .AddLanguageCustomization()
            .AddAcousticTraining()
            .AddAudioFormats()
            .AddAudioResources()
            .AddSingleton<UserData>()
            .AddRecognitionJobs(options.Callbacks)
            .AddRequestDecompression()
            .AddOpenApiDescription()
            .Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.AddConsoleLog();
    }

    private static UsageWatch CreateUsageWatch(IServiceProvider services, ServiceOptions options)
    {
        IHostApplicationLifetime lifetime = services.GetRequiredService<IHostApplicationLifetime>();
        ILogger<UsageWatch> log = services.GetRequiredService<ILogger<UsageWatch>>();
        return new UsageWatch(services.GetRequiredService<TimeProvider>(), () =>
        {
            if (!options.ExitWhenUnused) return;
            Log.Unused(log);
            lifetime.StopApplication();
        });
    }

    private static void AddConsoleLog(this WebApplicationBuilder builder)
    {
        builder.Logging
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
                console.UseUtcTimestamp = true;
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            })
            .AddFilter(null, LogLevel.Warning)
            .AddFilter("SttPowerShell", LogLevel.Information)
            // The host logs a failed start with its stack trace; Program tells it in one line.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // Standard output is nobody's here.
        builder.Services.Configure<ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static string NewApiKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));

    private static string NewTokenKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));
}
