using SttPowerShell.Exports;

namespace SttPowerShell.Bulk;

/// <summary>
/// Where a run with a journal writes files before they get their names: a folder of its journal's own, in the output
/// directory, so that giving a name is one step of the file system.
/// </summary>
internal sealed class StagingFolder(string directory, string journalId)
{
    private readonly string _path = Path.Combine(directory, $".stt-bulk-{journalId}");

    /// <summary>The ids of entries of which files lie here: a run was killed when it finished them.</summary>
    public IReadOnlySet<string> LeftIds()
        => Directory.Exists(_path) ? Directory.EnumerateFiles(_path).Select(IdOf).ToHashSet() : new HashSet<string>();

    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public async Task WriteAsync(string id, string extension, string text, CancellationToken cancel)
    {
        Directory.CreateDirectory(_path);
        await WholeFile.WriteNewAsync(Path.Combine(_path, $"{id}.{extension}"), text, cancel);
    }

    /// <summary>Gives the files of an entry their names, in place of older ones.</summary>
    /// <exception cref="IOException">A name can't be given.</exception>
    /// <exception cref="UnauthorizedAccessException">A name may not be given.</exception>
    public void Publish(string id, string name, OutputFiles outputs)
    {
        foreach (string path in FilesOf(id))
        {
            File.Move(path, outputs.PathOf(name, Path.GetExtension(path)[1..]), overwrite: true);
        }
    }

    /// <summary>Removes what an entry that is not to be was going to have.</summary>
    public void Discard(string id)
    {
        foreach (string path in FilesOf(id)) File.Delete(path);
    }

    /// <summary>Removes the folder if nothing is in it.</summary>
    public void Remove()
    {
        try
        {
            Directory.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It isn't there, or still has something in it.
        }
    }

    private string[] FilesOf(string id)
        => Directory.Exists(_path) ? Directory.GetFiles(_path, $"{id}.*") : [];

    private static string IdOf(string path) => Path.GetFileNameWithoutExtension(path);
}
