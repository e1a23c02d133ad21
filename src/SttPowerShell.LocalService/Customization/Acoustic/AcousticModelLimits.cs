namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>How much one custom acoustic model can learn from (contract section 9).</summary>
internal static class AcousticModelLimits
{
    private const int MostHours = 50;

    /// <summary>Seconds of all valid audio resources together.</summary>
    public const double MostAudio = MostHours * 3600.0;

    /// <summary>The fault of what goes beyond it.</summary>
    public static string TooMuch { get; } =
        $"With it the model would have more than the maximum of {MostHours} hours of audio.";
}
