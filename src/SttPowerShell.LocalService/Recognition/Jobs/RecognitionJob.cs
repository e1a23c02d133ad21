using SttPowerShell.Client.Wire;

namespace SttPowerShell.LocalService.Recognition.Jobs;

/// <summary>An asynchronous recognition: what was asked for, how far it is, and what came of it.</summary>
internal sealed record RecognitionJob
{
    public required Guid Id { get; init; }
    public required Guid Owner { get; init; }
    public RecognitionJobStatus Status { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Updated { get; init; }
    public required RecognitionParameters Parameters { get; init; }

    /// <summary>The audio's content type, as the request said it.</summary>
    public string? ContentType { get; init; }

    /// <summary>The blob that has the audio, until the job has ended.</summary>
    public string? Audio { get; init; }

    /// <summary>The blob of a completed job that has its results: JSON, an array of answers as of /v1/recognize.</summary>
    public string? Results { get; init; }

    /// <summary>Why it failed.</summary>
    public RecognitionJobError? Error { get; init; }

    /// <summary>Minutes from its end for which it is kept.</summary>
    public required int ResultsTtl { get; init; }

    /// <summary>Whom to tell; null for nobody.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>Of what to tell.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>What the callback gets with each event; empty if the request gave nothing.</summary>
    public string UserToken { get; init; } = "";

    /// <summary>Whose data it is, by the request's own word: the <c>customer_id</c> of X-Watson-Metadata.</summary>
    public string? CustomerId { get; init; }
}

/// <summary>Why a job failed: what the same request to /v1/recognize would have been answered.</summary>
/// <param name="Code">An HTTP status.</param>
/// <param name="Message">The service's words.</param>
internal sealed record RecognitionJobError(int Code, string Message);
