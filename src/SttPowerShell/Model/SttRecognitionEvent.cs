namespace SttPowerShell;

/// <summary>What the service tells a callback of a recognition job.</summary>
public enum SttRecognitionEvent
{
    /// <summary>The service has begun.</summary>
    Started,
    /// <summary>The results are there to be asked for.</summary>
    Completed,
    /// <summary>The results are there, and come with the message. Not together with Completed.</summary>
    CompletedWithResults,
    /// <summary>There will be no results.</summary>
    Failed,
}
