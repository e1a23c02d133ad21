namespace SttPowerShell.LocalService.Engine.PocketSphinx;

internal static class PocketSphinxRegistration
{
    /// <summary>Makes PocketSphinx the engine, which is loaded once the service listens.</summary>
    public static IServiceCollection AddPocketSphinx(this IServiceCollection services) => services
        .AddSingleton<EngineHost>()
        .AddSingleton<IEngineHost>(provider => provider.GetRequiredService<EngineHost>())
        .AddHostedService(provider => provider.GetRequiredService<EngineHost>());
}
