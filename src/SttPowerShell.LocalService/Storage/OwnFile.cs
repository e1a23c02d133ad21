namespace SttPowerShell.LocalService.Storage;

/// <summary>Files that only their owner can read, from their first byte on.</summary>
internal static class OwnFile
{
    /// <summary>Options for opening such a file alone, for reading and writing.</summary>
    public static FileStreamOptions Options(FileMode mode)
    {
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
