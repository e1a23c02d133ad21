using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>Where speech begins (contract section 5.4).</summary>
internal sealed record SpeechBeginEvent
{
    /// <summary>Seconds from the start of the audio.</summary>
    [JsonPropertyName("begin")] public double Begin { get; init; }
}
