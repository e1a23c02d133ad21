using System.Globalization;

namespace SttPowerShell;

/// <summary>
/// That speech has begun, told as soon as the service hears it; with -SpeechBeginEvent over a WebSocket. In a string it
/// is the time.
/// </summary>
public sealed record SttSpeechBegin
{
    /// <summary>The file, if the audio came from one.</summary>
    public string? Path { get; init; }

    /// <summary>Seconds from the beginning of the audio.</summary>
    public required double Begin { get; init; }

    /// <summary>The time.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"speech at {Begin:0.00} s");
}
