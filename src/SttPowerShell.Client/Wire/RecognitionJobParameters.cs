using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>
/// What a job takes beside the parameters of recognition (contract section 7.3). A property that is null is not sent.
/// </summary>
internal sealed record RecognitionJobParameters
{
    /// <summary>A registered URL that is told of the job's events.</summary>
    [JsonPropertyName("callback_url")] public string? CallbackUrl { get; init; }

    /// <summary>Such as <c>recognitions.completed</c>; only with a callback.</summary>
    [JsonPropertyName("events")] public IReadOnlyList<string>? Events { get; init; }

    /// <summary>What the callback gets with each event; only with a callback.</summary>
    [JsonPropertyName("user_token")] public string? UserToken { get; init; }

    /// <summary>Minutes for which the results are kept; the service's default is a week.</summary>
    [JsonPropertyName("results_ttl")] public int? ResultsTtl { get; init; }
}
