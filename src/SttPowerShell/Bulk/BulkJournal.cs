using SttPowerShell.Exports;

namespace SttPowerShell.Bulk;

/// <summary>
/// The journal of bulk runs into one place. A recording is finished when its entry is on disk; before that its files
/// are whole, but under other names, and after that they get their own. So whenever the process is killed, what has its
/// name is finished, and what is finished needs the service no more: the next run gives the names that are missing.
/// </summary>
internal sealed class BulkJournal : IDisposable
{
    private readonly JournalFile _file;
    private readonly StagingFolder _staging;
    private readonly OutputFiles _outputs;

    private BulkJournal(JournalFile file, OutputFiles outputs)
    {
        _file = file;
        _outputs = outputs;
        _staging = new StagingFolder(outputs.Directory, file.Id);
    }

    /// <summary>What was finished when it was opened.</summary>
    public JournalIndex Index { get; } = new();

    /// <summary>How many of its lines couldn't be read.</summary>
    public int BadLines => _file.BadLines;

    /// <summary>Opens or makes a journal, and ends what a killed run was about to end.</summary>
    /// <exception cref="JournalException">It is in use, is no journal, or can't be opened.</exception>
    /// <exception cref="IOException">The output directory can't be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The output directory may not be used.</exception>
    public static async Task<BulkJournal> OpenAsync(string path, OutputFiles outputs)
    {
        BulkJournal journal = new(JournalFile.Open(path), outputs);
        try
        {
            await journal.RecoverAsync();
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Writes the files of a recording and enters it.</summary>
    /// <exception cref="JournalException">It can't be entered.</exception>
    /// <exception cref="IOException">A file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public async Task FinishAsync(
        BulkFile file,
        FileState state,
        string sha256,
        IEnumerable<(SttTranscriptFormat Format, string Text)> contents,
        CancellationToken cancel)
    {
        JournalEntry entry = Entry(file, file.Name, state, sha256);
        try
        {
            foreach ((SttTranscriptFormat format, string text) in contents)
            {
                await _staging.WriteAsync(entry.Id, TranscriptText.Extension(format), text, cancel);
            }
            await _file.AppendAsync(entry);
        }
        catch
        {
            _staging.Discard(entry.Id);
            throw;
        }
        try
        {
            _staging.Publish(entry.Id, entry.Name, _outputs);
        }
        catch
        {
            await RevokeAsync(entry);
            throw;
        }
    }

    /// <summary>Enters a recording that was finished before, with its present place and time.</summary>
    /// <exception cref="JournalException">It can't be entered.</exception>
    public Task RenewAsync(BulkFile file, FinishedRecording same, FileState state, string sha256)
        => _file.AppendAsync(Entry(file, same.Name, state, sha256));

    public void Dispose()
    {
        _staging.Remove();
        _file.Dispose();
    }

    private JournalEntry Entry(BulkFile file, string name, FileState state, string sha256) => new()
    {
        Path = file.Path,
        Length = state.Length,
        Modified = state.Modified,
        Sha256 = sha256,
        Settings = file.SettingsHash,
        Name = name,
        Formats = _outputs.Formats,
        Id = NewId(),
        Finished = DateTime.UtcNow,
    };

    private async Task RecoverAsync()
    {
        HashSet<string> left = [.. _staging.LeftIds()];
        List<JournalEntry> refused = [];
        foreach (JournalEntry entry in _file.Read())
        {
            Index.Add(entry);
            if (left.Remove(entry.Id) && !TryPublish(entry)) refused.Add(entry);
        }
        foreach (JournalEntry entry in refused) Index.Add(await RevokeAsync(entry));
        foreach (string id in left) _staging.Discard(id);
    }

    private bool TryPublish(JournalEntry entry)
    {
        try
        {
            _staging.Publish(entry.Id, entry.Name, _outputs);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Enters that a recording has no files after all: older ones must not be taken for its own.</summary>
    private async Task<JournalEntry> RevokeAsync(JournalEntry entry)
    {
        JournalEntry revoked = entry with { Formats = [], Id = NewId() };
        await _file.AppendAsync(revoked);
        _staging.Discard(entry.Id);
        return revoked;
    }

    private static string NewId() => Guid.NewGuid().ToString("n");
}
