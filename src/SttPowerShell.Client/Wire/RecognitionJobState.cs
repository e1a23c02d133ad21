using System.Text.Json.Serialization;

namespace SttPowerShell.Client.Wire;

/// <summary>
/// A <see cref="RecognitionJob"/> as whoever waits for it reads it: of its results, which may be long, only whether
/// they are errors (contract section 7.4).
/// </summary>
internal sealed record RecognitionJobState : ServiceAnswer, IJsonOnDeserialized
{
    [JsonPropertyName("id")] public string? Id { get; init; }

    /// <summary><c>waiting</c>, <c>processing</c>, <c>completed</c> or <c>failed</c>.</summary>
    [JsonPropertyName("status")] public string? Status { get; init; }
    [JsonPropertyName("created")] public string? Created { get; init; }
    [JsonPropertyName("updated")] public string? Updated { get; init; }
    [JsonPropertyName("user_token")] public string? UserToken { get; init; }
    [JsonPropertyName("details")] public IReadOnlyList<RecognitionJobDetail>? Details { get; init; }
    [JsonPropertyName("warnings")] public IReadOnlyList<string>? Warnings { get; init; }
    [JsonPropertyName("results")] public IReadOnlyList<Acknowledgement>? Results { get; init; }

    /// <summary>The same of a job that was read whole.</summary>
    public static RecognitionJobState Of(RecognitionJob job) => new()
    {
        Id = job.Id,
        Status = job.Status,
        Created = job.Created,
        Updated = job.Updated,
        UserToken = job.UserToken,
        Details = job.Details,
        Warnings = job.Warnings,
        Results = job.Results?.Select(r => new Acknowledgement { Error = r.Error, Code = r.Code }).ToArray(),
    };

    internal override string? MissingMember() => Id is null ? "id" : Status is null ? "status" : null;

    void IJsonOnDeserialized.OnDeserialized()
    {
        WireList.RequireElements(Details);
        WireList.RequireElements(Results);
    }
}

/// <summary>The answer to <c>GET /v1/recognitions</c>.</summary>
internal sealed record RecognitionJobStateList : ServiceAnswer, IJsonOnDeserialized
{
    [JsonPropertyName("recognitions")] public IReadOnlyList<RecognitionJobState>? Recognitions { get; init; }

    internal override string? MissingMember() => Recognitions is null ? "recognitions"
        : Recognitions.Select(job => job.MissingMember()).FirstOrDefault(member => member is not null);

    void IJsonOnDeserialized.OnDeserialized() => WireList.RequireElements(Recognitions);
}
