namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>What is logged of audio resources.</summary>
internal static partial class AudioLog
{
    [LoggerMessage(120, LogLevel.Warning, "Audio '{Name}' of acoustic model {Model} is invalid: {Reason}")]
    public static partial void Invalid(ILogger log, string name, Guid model, string reason);
}
