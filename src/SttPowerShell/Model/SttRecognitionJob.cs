using System.Globalization;
using SttPowerShell.Client.Wire;
using SttPowerShell.Sessions;

namespace SttPowerShell;

/// <summary>A recognition that the service does in the background, as it was when the service was asked.</summary>
public sealed record SttRecognitionJob
{
    /// <summary>The job's id, a GUID.</summary>
    public required string Id { get; init; }

    /// <summary>How far it is.</summary>
    public SttRecognitionJobStatus Status { get; init; }

    /// <summary>The status in the service's own word.</summary>
    public string? StatusText { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When its status last changed.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>What its callback gets with each event, if anything.</summary>
    public string? UserToken { get; init; }

    /// <summary>
    /// The file that it was started with. The service doesn't know it: it is there as long as the session is open.
    /// </summary>
    public string? Path => Audio?.Path;

    /// <summary>Why it failed. Lists don't tell; a job that is asked for by its id does.</summary>
    public string? Error { get; init; }

    /// <summary>What the service remarked when it was started.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = Array.Empty<string>();

    /// <summary>The session that it came from; cmdlets that get the job from the pipeline use it.</summary>
    public SttSession? Session { get; init; }

    /// <summary>What is known of its audio from its start.</summary>
    internal RecognitionJobAudio? Audio { get; init; }

    internal bool HasEnded => Status is SttRecognitionJobStatus.Completed or SttRecognitionJobStatus.Failed;

    /// <summary>The id.</summary>
    public override string ToString() => Id;

    /// <param name="state">What the service answered.</param>
    /// <param name="session">The session of the call.</param>
    /// <param name="before">What was known of the job: answers leave out what earlier ones told.</param>
    internal static SttRecognitionJob From(RecognitionJobState state, SttSession session, SttRecognitionJob? before)
    {
        SttRecognitionJobStatus status = Parse(state.Status);
        string? error = Reason(state);
        // A job can have completed with nothing but an error in its results (contract section 7.4).
        if (error is not null && status == SttRecognitionJobStatus.Completed) status = SttRecognitionJobStatus.Failed;
        return new SttRecognitionJob
        {
            Id = state.Id!,
            Status = status,
            StatusText = state.Status,
            Created = Date(state.Created) ?? before?.Created,
            Updated = Date(state.Updated) ?? before?.Updated,
            UserToken = state.UserToken ?? before?.UserToken,
            Error = error ?? (status == SttRecognitionJobStatus.Failed ? before?.Error : null),
            Warnings = state.Warnings?.ToArray() ?? before?.Warnings ?? Array.Empty<string>(),
            Session = session,
            Audio = before?.Audio,
        };
    }

    private static SttRecognitionJobStatus Parse(string? status) => status switch
    {
        "waiting" => SttRecognitionJobStatus.Waiting,
        "processing" => SttRecognitionJobStatus.Processing,
        "completed" => SttRecognitionJobStatus.Completed,
        "failed" => SttRecognitionJobStatus.Failed,
        _ => SttRecognitionJobStatus.Unknown,
    };

    private static string? Reason(RecognitionJobState state)
    {
        IEnumerable<string> details = (state.Details ?? []).Select(d => Words(d.Error, d.Code));
        IEnumerable<string> results = (state.Results ?? []).Where(r => r.IsFailure()).Select(r => Words(r.Error, r.Code));
        string[] reasons = [.. details.Concat(results).Where(words => words.Length > 0)];
        return reasons.Length == 0 ? null : string.Join(" ", reasons);
    }

    private static string Words(string? error, int? code) => (error, code) switch
    {
        (null or "", null) => "",
        (null or "", int number) => string.Create(CultureInfo.InvariantCulture, $"Error {number}."),
        (string words, null) => words,
        (string words, int number) => string.Create(CultureInfo.InvariantCulture, $"{words} (error {number})"),
    };

    private static DateTimeOffset? Date(string? text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out DateTimeOffset at)
            ? at
            : null;
}
