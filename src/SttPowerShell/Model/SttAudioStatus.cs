namespace SttPowerShell;

/// <summary>How far the service is with audio of a custom acoustic model.</summary>
public enum SttAudioStatus
{
    /// <summary>A state that this version of the module doesn't know; see <see cref="SttAudio.StatusText"/>.</summary>
    Unknown,
    /// <summary>It is being analysed; its length is 0 so far.</summary>
    BeingProcessed,
    /// <summary>It was analysed, and training uses it.</summary>
    Ok,
    /// <summary>It can't be used: an archive as soon as one recording in it can't.</summary>
    Invalid,
}
