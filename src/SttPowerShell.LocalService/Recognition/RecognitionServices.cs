using SttPowerShell.LocalService.Engine;

namespace SttPowerShell.LocalService.Recognition;

/// <summary>Registers recognition and the engine that it needs.</summary>
internal static class RecognitionServices
{
    /// <summary>Adds <see cref="IRecognizer"/> and <see cref="IEngineHost"/>, which loads after the server listens.</summary>
    public static IServiceCollection AddRecognition(this IServiceCollection services) => services
        .AddSingleton<EngineHost>()
        .AddSingleton<IEngineHost>(provider => provider.GetRequiredService<EngineHost>())
        .AddHostedService(provider => provider.GetRequiredService<EngineHost>())
        .AddSingleton<IRecognizer, Recognizer>();
}
