namespace SttPowerShell;

/// <summary>How far a recognition job is.</summary>
public enum SttRecognitionJobStatus
{
    /// <summary>
    /// A state that this version of the module doesn't know; see <see cref="SttRecognitionJob.StatusText"/>.
    /// </summary>
    Unknown,
    /// <summary>The service has the audio and hasn't begun.</summary>
    Waiting,
    /// <summary>The service is recognising.</summary>
    Processing,
    /// <summary>The results are there.</summary>
    Completed,
    /// <summary>There will be no results; see <see cref="SttRecognitionJob.Error"/>.</summary>
    Failed,
}
