namespace SttPowerShell.Bulk;

/// <summary>What a journal knew when it was opened, by path and by content.</summary>
internal sealed class JournalIndex
{
    private readonly Dictionary<UInt128, FinishedRecording> _byPath = [];
    private readonly Dictionary<UInt128, FinishedRecording> _byContent = [];

    /// <summary>The names of their files.</summary>
    public IEnumerable<string> Names => _byPath.Values.Select(recording => recording.Name);

    public static JournalIndex Of(IEnumerable<JournalEntry> entries)
    {
        JournalIndex index = new();
        foreach (JournalEntry entry in entries) index.Add(entry);
        return index;
    }

    /// <summary>Takes an entry; a later one about the same counts.</summary>
    public void Add(JournalEntry entry)
    {
        FinishedRecording recording = FinishedRecording.From(entry);
        _byPath[TextHash.OfPath(entry.Path)] = recording;
        _byContent[recording.Content] = recording;
    }

    public FinishedRecording? OfPath(string path) => _byPath.GetValueOrDefault(TextHash.OfPath(path));

    /// <summary>
    /// The recording with the same content that another one is in truth: itself, though its time has changed, or what
    /// was at another path before it was moved. A copy beside it is a recording of its own.
    /// </summary>
    public FinishedRecording? Same(string path, UInt128 content)
    {
        if (OfPath(path) is FinishedRecording itself && itself.Content == content) return itself;
        FinishedRecording? same = _byContent.GetValueOrDefault(content);
        bool isMoved = same is not null && SameFileName(same.Path, path) && !File.Exists(same.Path);
        return isMoved ? same : null;
    }

    private static bool SameFileName(string one, string other)
        => string.Equals(Path.GetFileName(one), Path.GetFileName(other), StringComparison.OrdinalIgnoreCase);
}
