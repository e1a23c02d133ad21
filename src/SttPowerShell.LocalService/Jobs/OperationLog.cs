namespace SttPowerShell.LocalService.Jobs;

/// <summary>What is logged of operations.</summary>
internal static partial class OperationLog
{
    [LoggerMessage(100, LogLevel.Information, "Operation {Kind} {Id} on {Key} begins, attempt {Attempt}.")]
    public static partial void Begun(ILogger log, string kind, Guid id, string key, int attempt);

    [LoggerMessage(101, LogLevel.Information, "Operation {Kind} {Id} on {Key} is done.")]
    public static partial void Done(ILogger log, string kind, Guid id, string key);

    [LoggerMessage(102, LogLevel.Warning, "Operation {Kind} {Id} on {Key} failed: {Reason}")]
    public static partial void Failed(ILogger log, string kind, Guid id, string key, string reason);

    [LoggerMessage(103, LogLevel.Error, "Operation {Kind} {Id} on {Key} failed in attempt {Attempt}.")]
    public static partial void AttemptFailed(
        ILogger log, Exception failure, string kind, Guid id, string key, int attempt);

    [LoggerMessage(109, LogLevel.Warning, "Operation {Kind} {Id} on {Key} must wait after attempt {Attempt}: {Reason}")]
    public static partial void Postponed(
        ILogger log, string kind, Guid id, string key, int attempt, string reason);

    [LoggerMessage(104, LogLevel.Information,
        "Operation {Kind} {Id} on {Key} goes on when the service is started again.")]
    public static partial void Released(ILogger log, string kind, Guid id, string key);

    [LoggerMessage(105, LogLevel.Warning,
        "The result of operation {Kind} {Id} on {Key} was dropped: it came after another attempt had begun.")]
    public static partial void Superseded(ILogger log, string kind, Guid id, string key);

    [LoggerMessage(106, LogLevel.Error, "An operation can't go on for now. {Reason}")]
    public static partial void StoreRefused(ILogger log, string reason);

    [LoggerMessage(107, LogLevel.Warning, "Files that nobody needs any more are left until the next start: {Reason}")]
    public static partial void NotRemoved(ILogger log, string reason);

    [LoggerMessage(108, LogLevel.Error, "Operations can't be run.")]
    public static partial void DispatcherFailed(ILogger log, Exception failure);
}
