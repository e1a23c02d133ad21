namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>How far the analysis of an audio resource is (contract section 9.1).</summary>
internal enum AudioStatus
{
    BeingProcessed,
    Ok,
    /// <summary>It can't be used: the resource is left out of training.</summary>
    Invalid,
}

/// <summary>The states' names on the wire and in the store.</summary>
internal static class AudioStatuses
{
    public static string WireName(this AudioStatus status) => status switch
    {
        AudioStatus.BeingProcessed => "being_processed",
        AudioStatus.Ok => "ok",
        AudioStatus.Invalid => "invalid",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static AudioStatus Parse(string name) => name switch
    {
        "being_processed" => AudioStatus.BeingProcessed,
        "ok" => AudioStatus.Ok,
        "invalid" => AudioStatus.Invalid,
        _ => throw new FormatException($"There is no audio status '{name}'."),
    };
}
