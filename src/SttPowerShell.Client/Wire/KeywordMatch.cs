using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>A place where a keyword was heard, times in seconds, confidence 0 to 1.</summary>
internal sealed record KeywordMatch
{
    /// <summary>The keyword as it was spoken.</summary>
    [JsonPropertyName("normalized_text")] public string? NormalizedText { get; init; }
    [JsonPropertyName("start_time")] public double StartTime { get; init; }
    [JsonPropertyName("end_time")] public double EndTime { get; init; }
    [JsonPropertyName("confidence")] public double Confidence { get; init; }
}
