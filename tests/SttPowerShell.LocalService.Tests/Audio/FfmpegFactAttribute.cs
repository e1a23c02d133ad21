namespace SttPowerShell.LocalService.Tests.Audio;

/// <summary>A test that needs ffmpeg on the PATH, and is skipped where it isn't.</summary>
public sealed class FfmpegFactAttribute : FactAttribute
{
    public FfmpegFactAttribute() => Skip = Missing;

    internal static string? Missing { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "ffmpeg")))
        ? null
        : "There is no ffmpeg on the PATH.";
}

/// <summary>The same for a test with several inputs.</summary>
public sealed class FfmpegTheoryAttribute : TheoryAttribute
{
    public FfmpegTheoryAttribute() => Skip = FfmpegFactAttribute.Missing;
}
