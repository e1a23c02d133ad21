using SttPowerShell.Exports;

namespace SttPowerShell.Bulk;

/// <summary>
/// Looks at each path as it comes, before the file is opened: gives its files a name, and tells whether they are there.
/// </summary>
/// <param name="outputs">Where transcripts go.</param>
/// <param name="journal">What was finished before, if there is a journal.</param>
/// <param name="skipsExisting">Whether recordings whose files are there count as finished.</param>
internal sealed class BulkIntake(OutputFiles outputs, JournalIndex? journal, bool skipsExisting)
{
    private readonly HashSet<UInt128> _seen = [];
    private readonly ExportNames _names = Names(journal);

    /// <summary>Takes a path; null if it came before.</summary>
    public BulkFile? Take(string path, string? reference, BulkSettings settings)
    {
        string full = Path.GetFullPath(path);
        if (!_seen.Add(TextHash.OfPath(full))) return null;
        (string name, bool isRenamed) = journal?.OfPath(full) is FinishedRecording known
            ? (known.Name, false)
            : _names.Next(full);
        return new BulkFile(full, name, isRenamed, reference, settings, settings.HashWith(reference));
    }

    /// <summary>
    /// Whether a recording is finished, as far as can be told without reading it: it has the size and the time that the
    /// journal has of it. A recording that the journal doesn't know is finished if that goes by its files.
    /// </summary>
    public bool IsFinished(BulkFile file)
    {
        if (journal?.OfPath(file.Path) is not FinishedRecording known)
        {
            return skipsExisting && outputs.Exist(file.Name);
        }
        return known.Covers(file.SettingsHash, outputs) && known.State == FileState.Of(file.Path);
    }

    /// <summary>The files of a recording's transcript.</summary>
    public IReadOnlyList<string> OutputsOf(BulkFile file) => outputs.PathsOf(file.Name);

    private static ExportNames Names(JournalIndex? journal)
    {
        ExportNames names = new();
        foreach (string name in journal?.Names ?? []) names.Reserve(name);
        return names;
    }
}
