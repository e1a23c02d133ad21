namespace SttPowerShell.LocalService.Recognition;

/// <summary>Why an utterance ended.</summary>
internal enum UtteranceEnd
{
    Silence,
    /// <summary>The audio ended.</summary>
    EndOfData,
    /// <summary>It was as long as one may be, and speech goes on.</summary>
    Reset,
}
