using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>How far the service is with a stream of audio (contract section 5.4).</summary>
internal sealed record ProcessingMetrics
{
    [JsonPropertyName("processed_audio")] public ProcessedAudio? ProcessedAudio { get; init; }

    /// <summary>Seconds of real time since the first byte of audio arrived.</summary>
    [JsonPropertyName("wall_clock_since_first_byte_received")] public double? WallClock { get; init; }

    /// <summary>Whether a time interval was the reason for this, not a result.</summary>
    [JsonPropertyName("periodic")] public bool? Periodic { get; init; }
}

/// <summary>Seconds of audio.</summary>
internal sealed record ProcessedAudio
{
    [JsonPropertyName("received")] public double? Received { get; init; }
    [JsonPropertyName("seen_by_engine")] public double? SeenByEngine { get; init; }

    /// <summary>For which there are final results.</summary>
    [JsonPropertyName("transcription")] public double? Transcription { get; init; }
}
