using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Recognition.Live;

namespace SttPowerShell.LocalService.Recognition;

internal static class RecognitionRegistration
{
    /// <summary>Adds recognition and its audio formats; the engine adds its host.</summary>
    public static IServiceCollection AddRecognition(this IServiceCollection services) => services
        .AddAudioFormats()
        .AddSingleton<Recognizer>()
        .AddSingleton<IRecognizer>(services => services.GetRequiredService<Recognizer>())
        .AddSingleton<ILiveRecognizer>(services => services.GetRequiredService<Recognizer>());
}
