using Microsoft.Extensions.DependencyInjection.Extensions;
using SttPowerShell.LocalService.Engine.PocketSphinx.Adaptation;
using SttPowerShell.LocalService.Engine.PocketSphinx.Supply;

namespace SttPowerShell.LocalService.Engine.PocketSphinx;

internal static class PocketSphinxRegistration
{
    /// <summary>Makes PocketSphinx the service's recogniser, and SphinxTrain its trainer.</summary>
    public static IServiceCollection AddPocketSphinx(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<EngineLoader>(LoadAsync)
            .AddSingleton<IAcousticTrainer>(_ => SphinxTrainer.ForUser())
            .AddSingleton<EngineHost>()
            .AddSingleton<IEngineHost>(provider => provider.GetRequiredService<EngineHost>())
            .AddHostedService(provider => provider.GetRequiredService<EngineHost>());
    }

    private static async Task<ISpeechEngine> LoadAsync(Action<string> status, CancellationToken cancel)
    {
        EngineFiles files = await EngineSupply.ForUser().FindAsync(status, cancel).ConfigureAwait(false);
        status("Loading the recogniser");
        return await PocketSphinxEngine.LoadAsync(files, Environment.ProcessorCount, cancel).ConfigureAwait(false);
    }
}
