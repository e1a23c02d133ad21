using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SttPowerShell.LocalService.Storage;

/// <summary>
/// Puts files and folders in place in one step, so that they are whole where they are seen, and stay there when the
/// power fails.
/// </summary>
internal static partial class DurableFiles
{
    /// <summary>Moves a file whose content is on disk, within one file system.</summary>
    public static void MoveFile(string from, string to)
    {
        File.Move(from, to);
        FlushFolder(Path.GetDirectoryName(to)!);
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
            FlushFolder(folder);
        }
        FlushFolder(from);
        Directory.Move(from, to);
        FlushFolder(Path.GetDirectoryName(to)!);
    }

    /// <summary>Writes a folder's entries to disk, fsync(2). .NET opens no folders.</summary>
    private static void FlushFolder(string path)
    {
        // NTFS keeps a journal of its names.
        if (OperatingSystem.IsWindows()) return;
        int descriptor = Open(path, flags: 0);
        if (descriptor < 0) throw Failed(path);
        try
        {
            if (FSync(descriptor) != 0) throw Failed(path);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failed(string path)
        => new($"The folder {path} can't be written to disk: {new Win32Exception().Message}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
