using SttPowerShell.Client.Files;

namespace SttPowerShell.Client.Credentials;

/// <summary>
/// Files that only their owner can read, from their first byte on, and that are replaced in one step: whoever reads,
/// and whatever fails, finds the old content or the new one, whole.
/// </summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder, and those above it, where they aren't there yet.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnFile | UnixFileMode.UserExecute);
    }

    /// <summary>Opens a file of the user's own alone, or makes it.</summary>
    /// <exception cref="IOException">Another process has it open.</exception>
    public static FileStream OpenAlone(string path)
        => new(path, Options(FileMode.OpenOrCreate, FileShare.None));

    /// <summary>The whole content; null if there is no such file.</summary>
    /// <exception cref="CredentialStoreException">Others could read or change the file.</exception>
    public static byte[]? Read(string path, int most)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            RefuseIfShared(file, path);
            if (file.Length > most) throw new IOException($"The file '{path}' is too large.");
            byte[] content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Puts content in place of a file, or makes it; it is on disk when this returns. One at a time: what a killed
    /// process left half written is overwritten.
    /// </summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        string folder = Path.GetDirectoryName(path)!;
        string temporary = path + ".new";
        try
        {
            File.Delete(temporary);
            using (FileStream file = new(temporary, Options(FileMode.CreateNew, FileShare.None)))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        FolderEntries.Flush(folder);
    }

    private static FileStreamOptions Options(FileMode mode, FileShare share)
    {
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnFile;
        return options;
    }

    private static void RefuseIfShared(FileStream file, string path)
    {
        if (OperatingSystem.IsWindows()) return;
        UnixFileMode mode = File.GetUnixFileMode(file.SafeFileHandle);
        if ((mode & ~(OwnFile | UnixFileMode.UserExecute)) == 0) return;
        throw new CredentialStoreException(
            "CredentialStoreOpenToOthers",
            $"The file '{path}' of the credential store can be reached by others (mode "
            + $"{Convert.ToString((int)mode, 8)}), so it isn't used.",
            $"If nobody else has used it, run: chmod 600 '{path}'. Else delete it, and replace the keys and passwords "
            + "that it held at their services.");
    }
}
