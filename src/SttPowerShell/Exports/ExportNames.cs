namespace SttPowerShell.Exports;

/// <summary>
/// Names the files of transcripts after their recordings. A name is given once, whatever the letter case, since file
/// systems differ in that: recordings of the same name get -2, -3 and so on.
/// </summary>
internal sealed class ExportNames
{
    private const string WithoutRecording = "transcript";

    // Each name with the last number that was tried behind it: counting from 2 each time would take for ever where
    // thousands of recordings have one name.
    private readonly Dictionary<string, int> _given = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A name without extension for a recording, and whether it had to be made another one.</summary>
    public (string Name, bool Changed) Next(string? path)
    {
        string name = Path.GetFileNameWithoutExtension(path) is { Length: > 0 } own ? own : WithoutRecording;
        if (_given.TryAdd(name, 1)) return (name, false);
        int number = _given[name] + 1;
        while (!_given.TryAdd($"{name}-{number}", 1)) number++;
        _given[name] = number;
        return ($"{name}-{number}", true);
    }

    /// <summary>Gives a name to nobody else.</summary>
    public void Reserve(string name) => _given.TryAdd(name, 1);
}
