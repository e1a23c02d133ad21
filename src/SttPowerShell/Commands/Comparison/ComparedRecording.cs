namespace SttPowerShell.Commands;

/// <summary>A recording that each model hears, with what was said in it.</summary>
internal sealed class ComparedRecording(AudioSource source, string reference)
{
    private readonly Dictionary<Candidate, SttWordError> _results = [];

    public AudioSource Source => source;

    public string Path => source.FilePath!;

    public string Reference => reference;

    /// <summary>Why it doesn't count for any model; null if it does.</summary>
    public string? LeftOut { get; set; }

    /// <summary>Whether there is a result of a candidate.</summary>
    public bool IsKnown(Candidate candidate) => _results.ContainsKey(candidate);

    public SttWordError this[Candidate candidate]
    {
        get => _results[candidate];
        set => _results[candidate] = value;
    }
}
