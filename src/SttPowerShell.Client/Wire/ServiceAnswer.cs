using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>
/// What every answer may carry beside its own members: the error of a service that failed after it had already sent
/// status 200 (contract section 5.3: the status goes out with the first keep-alive space).
/// </summary>
internal abstract record ServiceAnswer
{
    [JsonPropertyName("error")] public string? Error { get; init; }
    [JsonPropertyName("code")] public int? Code { get; init; }
    [JsonPropertyName("code_description")] public string? CodeDescription { get; init; }

    /// <summary>Whether <see cref="Error"/> says that the request failed.</summary>
    internal virtual bool IsFailure() => Error is not null;

    /// <summary>
    /// The wire name of a member without which the answer is of no use and that is missing; else null.
    /// </summary>
    internal virtual string? MissingMember() => null;
}

/// <summary>The answer to an operation that gives nothing: <c>{}</c>, or no body at all.</summary>
internal sealed record Acknowledgement : ServiceAnswer;
