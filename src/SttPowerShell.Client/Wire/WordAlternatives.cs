using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>What may have been said at one place, times in seconds: a bin of a confusion network.</summary>
internal sealed record WordAlternatives : IJsonOnDeserialized
{
    [JsonPropertyName("start_time")] public double StartTime { get; init; }
    [JsonPropertyName("end_time")] public double EndTime { get; init; }
    [JsonPropertyName("alternatives")] public IReadOnlyList<WordAlternative>? Alternatives { get; init; }

    void IJsonOnDeserialized.OnDeserialized() => WireList.RequireElements(Alternatives);
}

/// <summary>One word of them, and how likely it is, 0 to 1.</summary>
internal sealed record WordAlternative
{
    [JsonPropertyName("confidence")] public double Confidence { get; init; }
    [JsonPropertyName("word")] public string? Word { get; init; }
}
