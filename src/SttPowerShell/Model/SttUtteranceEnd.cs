namespace SttPowerShell;

/// <summary>Why a phrase ended.</summary>
public enum SttUtteranceEnd
{
    /// <summary>A reason that this version of the module doesn't know; see UtteranceEndText.</summary>
    Unknown,
    /// <summary>The audio ended.</summary>
    EndOfData,
    /// <summary>A sentence or another meaningful phrase ended.</summary>
    FullStop,
    /// <summary>The phrase was as long as one may be.</summary>
    Reset,
    /// <summary>There was a pause.</summary>
    Silence,
}
