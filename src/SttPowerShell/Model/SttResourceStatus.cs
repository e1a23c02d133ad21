namespace SttPowerShell;

/// <summary>How far the service is with a corpus or a grammar.</summary>
public enum SttResourceStatus
{
    /// <summary>A state that this version of the module doesn't know; see StatusText.</summary>
    Unknown,
    /// <summary>It is being analysed; its counts are 0 so far.</summary>
    BeingProcessed,
    /// <summary>It was analysed, and training uses it.</summary>
    Analyzed,
    /// <summary>Its analysis failed; Error says why.</summary>
    Undetermined,
}
