using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SttPowerShell.Client.Files;

/// <summary>What a folder says of which files are in it. .NET opens no folders, so this asks the C library.</summary>
internal static partial class FolderEntries
{
    /// <summary>Writes them to disk, fsync(2), so that a rename outlives a power failure.</summary>
    /// <exception cref="IOException">They can't be written.</exception>
    public static void Flush(string folder)
    {
        // NTFS keeps a journal of its names.
        if (OperatingSystem.IsWindows()) return;
        int descriptor = Open(folder, flags: 0);
        if (descriptor < 0) throw Failed(folder);
        try
        {
            if (FSync(descriptor) != 0) throw Failed(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failed(string folder)
        => new($"The folder {folder} can't be written to disk: {new Win32Exception().Message}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
