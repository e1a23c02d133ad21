using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>How good the audio is as a signal (contract section 5.4).</summary>
internal sealed record AudioMetrics
{
    /// <summary>Seconds of audio that each value of the histograms is measured over.</summary>
    [JsonPropertyName("sampling_interval")] public double SamplingInterval { get; init; }
    [JsonPropertyName("accumulated")] public AudioMetricsDetails? Accumulated { get; init; }
}

/// <summary>What was measured from the beginning of the audio.</summary>
internal sealed record AudioMetricsDetails
{
    [JsonPropertyName("final")] public bool Final { get; init; }

    /// <summary>Seconds of audio that were measured.</summary>
    [JsonPropertyName("end_time")] public double EndTime { get; init; }

    /// <summary>In dB, 0 to 100; missing if it can't be computed.</summary>
    [JsonPropertyName("signal_to_noise_ratio")] public double? SignalToNoiseRatio { get; init; }

    /// <summary>The share of speech in the audio, 0 to 1.</summary>
    [JsonPropertyName("speech_ratio")] public double SpeechRatio { get; init; }

    /// <summary>How likely it is that the upper half of the frequencies is missing, 0 to 1.</summary>
    [JsonPropertyName("high_frequency_loss")] public double HighFrequencyLoss { get; init; }

    /// <summary>Of full scale, -1 to 1.</summary>
    [JsonPropertyName("direct_current_offset")] public IReadOnlyList<HistogramBin>? DirectCurrentOffset { get; init; }

    /// <summary>The share of samples at full scale, 0 to 1.</summary>
    [JsonPropertyName("clipping_rate")] public IReadOnlyList<HistogramBin>? ClippingRate { get; init; }

    /// <summary>Root mean square on a scale in dB, 0 for the least and 1 for the greatest level.</summary>
    [JsonPropertyName("speech_level")] public IReadOnlyList<HistogramBin>? SpeechLevel { get; init; }

    [JsonPropertyName("non_speech_level")] public IReadOnlyList<HistogramBin>? NonSpeechLevel { get; init; }
}

/// <summary>How many intervals of the audio had a value from <c>begin</c> to below <c>end</c>.</summary>
internal sealed record HistogramBin
{
    [JsonPropertyName("begin")] public double Begin { get; init; }
    [JsonPropertyName("end")] public double End { get; init; }
    [JsonPropertyName("count")] public int Count { get; init; }
}
