namespace SttPowerShell.Exports;

/// <summary>
/// Names the files of transcripts after their recordings. A name is given once, whatever the letter case, since file
/// systems differ in that: recordings of the same name get -2, -3 and so on.
/// </summary>
internal sealed class ExportNames
{
    private const string WithoutRecording = "transcript";

    private readonly HashSet<string> _given = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A name without extension, and whether it had to be made another one.</summary>
    public (string Name, bool Changed) Next(SttTranscript transcript)
    {
        string name = Path.GetFileNameWithoutExtension(transcript.Path) is { Length: > 0 } own ? own : WithoutRecording;
        if (_given.Add(name)) return (name, false);
        int number = 2;
        while (!_given.Add($"{name}-{number}")) number++;
        return ($"{name}-{number}", true);
    }
}
