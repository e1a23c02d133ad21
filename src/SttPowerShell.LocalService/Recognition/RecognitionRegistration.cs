using SttPowerShell.LocalService.Audio;

namespace SttPowerShell.LocalService.Recognition;

internal static class RecognitionRegistration
{
    /// <summary>Adds recognition and the audio formats that it reads; the engine's host is added by the engine.</summary>
    public static IServiceCollection AddRecognition(this IServiceCollection services) => services
        .AddSingleton<IAudioFormat, WavFormat>()
        .AddSingleton<IAudioFormat, RawFormat>()
        .AddSingleton<AudioFormats>()
        .AddSingleton<IRecognizer, Recognizer>();
}
