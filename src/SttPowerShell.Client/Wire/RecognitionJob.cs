using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>An asynchronous recognition (contract section 7). Which members are there depends on what was asked.</summary>
internal sealed record RecognitionJob : ServiceAnswer, IJsonOnDeserialized
{
    [JsonPropertyName("id")] public string? Id { get; init; }

    /// <summary><c>waiting</c>, <c>processing</c>, <c>completed</c> or <c>failed</c>.</summary>
    [JsonPropertyName("status")] public string? Status { get; init; }
    [JsonPropertyName("created")] public string? Created { get; init; }
    [JsonPropertyName("updated")] public string? Updated { get; init; }

    /// <summary>Where to ask for it; only in the answer to its creation.</summary>
    [JsonPropertyName("url")] public string? Url { get; init; }

    /// <summary>Only in lists.</summary>
    [JsonPropertyName("user_token")] public string? UserToken { get; init; }
    [JsonPropertyName("details")] public IReadOnlyList<RecognitionJobDetail>? Details { get; init; }
    [JsonPropertyName("warnings")] public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>The results of a completed job: one answer as of a synchronous recognition.</summary>
    [JsonPropertyName("results")] public IReadOnlyList<SpeechRecognitionResults>? Results { get; init; }

    internal override string? MissingMember() => Id is null ? "id" : Status is null ? "status" : null;

    void IJsonOnDeserialized.OnDeserialized()
    {
        WireList.RequireElements(Details);
        WireList.RequireElements(Results);
    }
}

/// <summary>Why a job failed.</summary>
internal sealed record RecognitionJobDetail
{
    /// <summary>An HTTP status.</summary>
    [JsonPropertyName("code")] public int? Code { get; init; }
    [JsonPropertyName("error")] public string? Error { get; init; }
}

/// <summary>The answer to <c>GET /v1/recognitions</c>.</summary>
internal sealed record RecognitionJobList : ServiceAnswer, IJsonOnDeserialized
{
    [JsonPropertyName("recognitions")] public IReadOnlyList<RecognitionJob>? Recognitions { get; init; }

    internal override string? MissingMember() => Recognitions is null ? "recognitions" : null;

    void IJsonOnDeserialized.OnDeserialized() => WireList.RequireElements(Recognitions);
}

/// <summary>The answer to <c>POST /v1/register_callback</c>.</summary>
internal sealed record CallbackRegistration : ServiceAnswer
{
    /// <summary><c>created</c> or <c>already created</c>.</summary>
    [JsonPropertyName("status")] public string? Status { get; init; }
    [JsonPropertyName("url")] public string? Url { get; init; }
}

/// <summary>What a callback is sent.</summary>
internal sealed record RecognitionNotification
{
    [JsonPropertyName("id")] public string? Id { get; init; }
    [JsonPropertyName("event")] public string? Event { get; init; }

    /// <summary>Empty if the job has none.</summary>
    [JsonPropertyName("user_token")] public string? UserToken { get; init; }

    /// <summary>Only of <c>recognitions.completed_with_results</c>.</summary>
    [JsonPropertyName("results")] public IReadOnlyList<SpeechRecognitionResults>? Results { get; init; }
}
