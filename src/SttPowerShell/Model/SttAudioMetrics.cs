using System.Globalization;
using SttPowerShell.Client.Wire;

namespace SttPowerShell;

/// <summary>How good a recording is as a signal; with -AudioMetrics.</summary>
public sealed record SttAudioMetrics
{
    /// <summary>Seconds of audio that were measured.</summary>
    public required double Duration { get; init; }

    /// <summary>How loud speech is over the background, in dB, 0 to 100; nothing if that can't be told.</summary>
    public double? SignalToNoiseRatio { get; init; }

    /// <summary>The share of speech in the audio, 0 to 1.</summary>
    public required double SpeechRatio { get; init; }

    /// <summary>
    /// How likely it is that the upper half of the frequencies is missing, 0 to 1: audio that was made for the
    /// telephone is better recognised with a narrowband model.
    /// </summary>
    public required double HighFrequencyLoss { get; init; }

    /// <summary>Seconds of audio that each value of the histograms is measured over.</summary>
    public required double SamplingInterval { get; init; }

    /// <summary>The mean of the signal, -1 to 1 of full scale.</summary>
    public IReadOnlyList<SttHistogramBin> DirectCurrentOffset { get; init; } = Array.Empty<SttHistogramBin>();

    /// <summary>The share of samples at full scale, 0 to 1.</summary>
    public IReadOnlyList<SttHistogramBin> ClippingRate { get; init; } = Array.Empty<SttHistogramBin>();

    /// <summary>The level where there is speech, 0 to 1 on a scale in dB.</summary>
    public IReadOnlyList<SttHistogramBin> SpeechLevel { get; init; } = Array.Empty<SttHistogramBin>();

    /// <summary>The level where there is none, 0 to 1 on a scale in dB.</summary>
    public IReadOnlyList<SttHistogramBin> NonSpeechLevel { get; init; } = Array.Empty<SttHistogramBin>();

    /// <summary>The ratios.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"SNR {(SignalToNoiseRatio is double ratio ? ratio.ToString("0.0", CultureInfo.InvariantCulture) : "?")} dB, "
        + $"speech {SpeechRatio:0.00}, high-frequency loss {HighFrequencyLoss:0.00}");

    internal static SttAudioMetrics? From(AudioMetrics? metrics)
        => metrics?.Accumulated is not AudioMetricsDetails details ? null : new SttAudioMetrics
        {
            Duration = details.EndTime,
            SignalToNoiseRatio = details.SignalToNoiseRatio,
            SpeechRatio = details.SpeechRatio,
            HighFrequencyLoss = details.HighFrequencyLoss,
            SamplingInterval = metrics.SamplingInterval,
            DirectCurrentOffset = Bins(details.DirectCurrentOffset),
            ClippingRate = Bins(details.ClippingRate),
            SpeechLevel = Bins(details.SpeechLevel),
            NonSpeechLevel = Bins(details.NonSpeechLevel),
        };

    private static SttHistogramBin[] Bins(IReadOnlyList<HistogramBin>? bins)
        => (bins ?? []).Select(bin => new SttHistogramBin { Begin = bin.Begin, End = bin.End, Count = bin.Count })
            .ToArray();
}

/// <summary>How many intervals of a recording had a value within a range.</summary>
public sealed record SttHistogramBin
{
    /// <summary>The least value of the range.</summary>
    public required double Begin { get; init; }

    /// <summary>The end of the range.</summary>
    public required double End { get; init; }

    /// <summary>How many intervals.</summary>
    public required int Count { get; init; }

    /// <summary>The range and the count.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Begin} to {End}: {Count}");
}
