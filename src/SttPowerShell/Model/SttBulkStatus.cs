namespace SttPowerShell;

/// <summary>What has become of a recording in a bulk run.</summary>
public enum SttBulkStatus
{
    /// <summary>It was recognised, and its files are written.</summary>
    Completed,
    /// <summary>It was finished before.</summary>
    Skipped,
    /// <summary>It couldn't be recognised, or its files couldn't be written.</summary>
    Failed,
    /// <summary>The run ended before its turn, or it was not confirmed.</summary>
    NotTried,
}
