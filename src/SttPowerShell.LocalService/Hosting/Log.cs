using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Hosting;

/// <summary>Everything that the service itself logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Version {Version} listens at {Uri}; data in {DataDirectory}.")]
    public static partial void Listening(ILogger log, string version, string uri, string dataDirectory);

    [LoggerMessage(2, LogLevel.Warning,
        "{Address} can be reached from other machines: keys and audio travel there unencrypted.")]
    public static partial void NotLoopback(ILogger log, string address);

    [LoggerMessage(3, LogLevel.Warning,
        "Could not leave the terminal's session: the service ends when the terminal does.")]
    public static partial void StillInTerminal(ILogger log);

    [LoggerMessage(4, LogLevel.Information, "Nobody uses the service any more.")]
    public static partial void Unused(ILogger log);

    [LoggerMessage(5, LogLevel.Information, "Stopping.")]
    public static partial void Stopping(ILogger log);

    [LoggerMessage(6, LogLevel.Information, "Created {Type} model {Id} on {BaseModel}.")]
    public static partial void ModelCreated(ILogger log, string type, Guid id, string baseModel);

    [LoggerMessage(7, LogLevel.Information, "{Event} of {Type} model {Id}.")]
    public static partial void ModelChanged(ILogger log, CustomModelEvent @event, string type, Guid id);

    [LoggerMessage(8, LogLevel.Error, "{Method} {Path} failed, transaction {TransactionId}.")]
    public static partial void RequestFailed(
        ILogger log, Exception failure, string method, string path, string transactionId);

    [LoggerMessage(9, LogLevel.Warning,
        "{Method} {Path} was refused with {Status}, transaction {TransactionId}: {Reason}")]
    public static partial void ServiceUnavailable(
        ILogger log, string method, string path, int status, string transactionId, string reason);

    [LoggerMessage(50, LogLevel.Warning,
        "Ended process {Id} ({Command}), which a service that was killed (process {Owner}) had left running.")]
    public static partial void EndedOrphan(ILogger log, int id, string command, string owner);

    [LoggerMessage(51, LogLevel.Warning,
        "Process {Id} ({Command}), which a service that was killed had left running, could not be ended: {Reason}")]
    public static partial void OrphanRemains(ILogger log, int id, string command, string reason);
}
