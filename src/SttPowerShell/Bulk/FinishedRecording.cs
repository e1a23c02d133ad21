namespace SttPowerShell.Bulk;

/// <summary>What is kept in memory of a journal's entry.</summary>
/// <param name="path">The recording.</param>
/// <param name="name">What its files are named.</param>
/// <param name="state">Its size and time.</param>
/// <param name="content">The hash of its content.</param>
/// <param name="settings">The hash of its settings.</param>
/// <param name="formats">The formats of its files, one bit each.</param>
internal sealed class FinishedRecording(
    string path, string name, FileState state, UInt128 content, UInt128 settings, int formats)
{
    public string Path => path;

    public string Name => name;

    public FileState State => state;

    public UInt128 Content => content;

    /// <summary>Whether it was recognised with these settings, and all files that are wanted are there.</summary>
    public bool Covers(string settingsHash, OutputFiles wanted)
        => TextHash.Of(settingsHash) == settings
            && wanted.Formats.All(format => (formats & Bit(format)) != 0)
            && wanted.Exist(name);

    public static FinishedRecording From(JournalEntry entry) => new(
        entry.Path,
        entry.Name,
        new FileState(entry.Length, entry.Modified),
        TextHash.Of(entry.Sha256),
        TextHash.Of(entry.Settings),
        entry.Formats.Aggregate(0, (bits, format) => bits | Bit(format)));

    private static int Bit(SttTranscriptFormat format) => 1 << (int)format;
}
