namespace SttPowerShell;

/// <summary>Names a recognition job: the object itself, or its id.</summary>
public sealed class SttRecognitionJobReference
{
    /// <summary>By id.</summary>
    public SttRecognitionJobReference(string id) => Id = id;

    /// <summary>By id.</summary>
    public SttRecognitionJobReference(Guid id) => Id = id.ToString();

    /// <summary>The job itself, with its file and session.</summary>
    public SttRecognitionJobReference(SttRecognitionJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        Job = job;
        Id = job.Id;
    }

    internal SttRecognitionJob? Job { get; }

    internal string Id { get; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
