namespace SttPowerShell.LocalService.Recognition;

internal static class RecognitionRegistration
{
    /// <summary>Adds recognition; the service adds the audio formats, and the engine its host.</summary>
    public static IServiceCollection AddRecognition(this IServiceCollection services) => services
        .AddSingleton<IRecognizer, Recognizer>();
}
