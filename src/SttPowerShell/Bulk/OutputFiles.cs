using SttPowerShell.Exports;

namespace SttPowerShell.Bulk;

/// <summary>The files that transcripts become: where they are, and in which formats.</summary>
/// <param name="directory">Where they are written.</param>
/// <param name="formats">The formats, each once.</param>
internal sealed class OutputFiles(string directory, IReadOnlyList<SttTranscriptFormat> formats)
{
    public string Directory => directory;

    public IReadOnlyList<SttTranscriptFormat> Formats => formats;

    public bool NeedTimes => formats.Any(TranscriptText.NeedsTimes);

    public string PathOf(string name, string extension) => Path.Combine(directory, $"{name}.{extension}");

    public string PathOf(string name, SttTranscriptFormat format) => PathOf(name, TranscriptText.Extension(format));

    /// <summary>The files of one recording.</summary>
    public IReadOnlyList<string> PathsOf(string name) => formats.Select(format => PathOf(name, format)).ToArray();

    /// <summary>Whether all files of one recording are there.</summary>
    public bool Exist(string name) => formats.All(format => File.Exists(PathOf(name, format)));
}
