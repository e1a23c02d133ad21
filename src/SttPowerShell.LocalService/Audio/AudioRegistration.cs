using SttPowerShell.LocalService.Audio.Ffmpeg;
using SttPowerShell.LocalService.Audio.SoundFile;

namespace SttPowerShell.LocalService.Audio;

internal static class AudioRegistration
{
    /// <summary>Adds the audio formats; none of them looks for its library or program before it is needed.</summary>
    public static IServiceCollection AddAudioFormats(this IServiceCollection services) => services
        .AddSingleton(_ => SoundFileSupply.ForUser())
        .AddSingleton<IAudioFormat, WavFormat>()
        .AddSingleton<IAudioFormat, RawFormat>()
        .AddSingleton<IAudioFormat, SoundFileFormat>()
        .AddSingleton<IAudioFormat, FfmpegFormat>()
        .AddSingleton<AudioFormats>();
}
