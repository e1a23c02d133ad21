using SttPowerShell.Exports;

namespace SttPowerShell.Bulk;

/// <summary>The files that transcripts become: where they are, and in which formats.</summary>
/// <param name="directory">Where they are written.</param>
/// <param name="formats">The formats, each once.</param>
internal sealed class OutputFiles(string directory, IReadOnlyList<SttTranscriptFormat> formats)
{
    // To ask for each of a hundred thousand files would take seconds.
    private readonly Lazy<HashSet<UInt128>> _present = new(() => NamesIn(directory));

    public string Directory => directory;

    public IReadOnlyList<SttTranscriptFormat> Formats => formats;

    public bool NeedTimes => formats.Any(TranscriptText.NeedsTimes);

    public string PathOf(string name, string extension) => Path.Combine(directory, $"{name}.{extension}");

    public string PathOf(string name, SttTranscriptFormat format) => PathOf(name, TranscriptText.Extension(format));

    /// <summary>The files of one recording.</summary>
    public IReadOnlyList<string> PathsOf(string name) => formats.Select(format => PathOf(name, format)).ToArray();

    /// <summary>Whether all files of one recording were there when this was first asked of any.</summary>
    public bool Exist(string name)
        => formats.All(format => _present.Value.Contains(
            TextHash.OfPath($"{name}.{TranscriptText.Extension(format)}")));

    private static HashSet<UInt128> NamesIn(string directory)
        => System.IO.Directory.Exists(directory)
            ? [.. System.IO.Directory.EnumerateFiles(directory).Select(path => TextHash.OfPath(Path.GetFileName(path)))]
            : [];
}
