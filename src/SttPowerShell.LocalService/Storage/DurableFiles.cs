using SttPowerShell.Client.Files;

namespace SttPowerShell.LocalService.Storage;

/// <summary>
/// Puts files and folders in place in one step, so that they are whole where they are seen, and stay there when the
/// power fails.
/// </summary>
internal static class DurableFiles
{
    /// <summary>Moves a file whose content is on disk, within one file system.</summary>
    public static void MoveFile(string from, string to)
    {
        File.Move(from, to);
        FolderEntries.Flush(Path.GetDirectoryName(to)!);
    }

    /// <summary>Writes a folder's files to disk and moves it, within one file system.</summary>
    public static void MoveFolder(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.ReadWrite);
            stream.Flush(flushToDisk: true);
        }
        foreach (string folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
        {
            FolderEntries.Flush(folder);
        }
        FolderEntries.Flush(from);
        Directory.Move(from, to);
        FolderEntries.Flush(Path.GetDirectoryName(to)!);
    }
}
