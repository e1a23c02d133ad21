using SttPowerShell.LocalService.Jobs;

namespace SttPowerShell.LocalService.Customization.Acoustic;

internal static class AudioResourceRegistration
{
    /// <summary>Adds the audio resources of acoustic models; the service adds the audio formats.</summary>
    public static IServiceCollection AddAudioResources(this IServiceCollection services) => services
        .AddSingleton<AudioResources>()
        .AddSingleton<RecordingMeter>()
        .AddSingleton<AudioContent>()
        .AddSingleton<IOperationHandler, AudioAnalysis>()
        .AddSingleton<ITrainingAudio, TrainingAudio>();
}
