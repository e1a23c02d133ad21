using SttPowerShell.LocalService.Audio;

namespace SttPowerShell.LocalService.Recognition;

internal static class RecognitionRegistration
{
    /// <summary>Adds recognition and its audio formats; the engine adds its host.</summary>
    public static IServiceCollection AddRecognition(this IServiceCollection services) => services
        .AddAudioFormats()
        .AddSingleton<IRecognizer, Recognizer>();
}
