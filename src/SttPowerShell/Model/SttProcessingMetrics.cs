using System.Globalization;
using SttPowerShell.Client.Wire;

namespace SttPowerShell;

/// <summary>How far the service got with the audio; with -ProcessingMetrics. All values are seconds.</summary>
public sealed record SttProcessingMetrics
{
    /// <summary>Audio that the service has received.</summary>
    public double? Received { get; init; }

    /// <summary>Audio that the recogniser has seen.</summary>
    public double? SeenByEngine { get; init; }

    /// <summary>Audio for which there are final results.</summary>
    public double? Transcribed { get; init; }

    /// <summary>Real time since the service received the first byte.</summary>
    public double? Elapsed { get; init; }

    /// <summary>The values.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"received {Received:0.0} s, seen {SeenByEngine:0.0} s, transcribed {Transcribed:0.0} s after {Elapsed:0.0} s");

    internal static SttProcessingMetrics? From(ProcessingMetrics? metrics) => metrics is null ? null : new()
    {
        Received = metrics.ProcessedAudio?.Received,
        SeenByEngine = metrics.ProcessedAudio?.SeenByEngine,
        Transcribed = metrics.ProcessedAudio?.Transcription,
        Elapsed = metrics.WallClock,
    };
}
