using System.Management.Automation;

namespace SttPowerShell.Bulk;

/// <summary>What has become of a recording, for the cmdlet to tell.</summary>
/// <param name="File">The recording.</param>
/// <param name="Result">What the user gets; null if it has to be begun again.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Warnings">What the service remarked.</param>
internal sealed record BulkOutcome(
    BulkFile File, SttBulkResult? Result, ErrorRecord? Error = null, IReadOnlyList<string>? Warnings = null)
{
    /// <summary>It has to be begun again, in a step of the cmdlet that lasts.</summary>
    public static BulkOutcome Interrupted(BulkFile file) => new(file, null);

    public static BulkOutcome NotTried(BulkFile file)
        => new(file, new SttBulkResult { Path = file.Path, Status = SttBulkStatus.NotTried });

    public static BulkOutcome Skipped(BulkFile file, IReadOnlyList<string> outputs)
        => new(file, new SttBulkResult { Path = file.Path, Status = SttBulkStatus.Skipped, OutputPath = outputs });

    public static BulkOutcome Failed(BulkFile file, ErrorRecord error, double? duration = null)
        => new(file, ResultOf(file.Path, error) with { Duration = duration }, error);

    /// <summary>The result of a recording that failed.</summary>
    public static SttBulkResult ResultOf(string path, ErrorRecord error) => new()
    {
        Path = path,
        Status = SttBulkStatus.Failed,
        Error = error.Exception.Message,
        ErrorId = error.FullyQualifiedErrorId.Split(',')[0],
    };
}
