namespace SttPowerShell.Client.Local;

/// <summary>Where the local service keeps its data and what it fetched, unless told otherwise.</summary>
internal static class LocalServiceDirectories
{
    private const string Product = "SttPowerShell";

    /// <summary>Models, store and endpoint file: per user, not roaming.</summary>
    /// <exception cref="InvalidOperationException">The user has no home directory.</exception>
    public static string Data => DataUnder(FolderPath(Environment.SpecialFolder.LocalApplicationData));

    /// <summary>
    /// What can be fetched again. <c>XDG_CACHE_HOME</c> or <c>~/.cache</c>, or the system's equivalent.
    /// </summary>
    /// <exception cref="InvalidOperationException">The user has no home directory.</exception>
    public static string Cache
    {
        get
        {
            if (OperatingSystem.IsWindows()) return Path.Combine(Path.GetDirectoryName(Data)!, "cache");
            string home = FolderPath(Environment.SpecialFolder.UserProfile);
            return CacheUnder(Environment.GetEnvironmentVariable("XDG_CACHE_HOME"), home, OperatingSystem.IsMacOS());
        }
    }

    internal static string DataUnder(string applicationData)
        => Path.Combine(Require(applicationData), Product, "service");

    internal static string CacheUnder(string? xdgCacheHome, string home, bool isMac)
    {
        // The XDG base directory specification: a relative path is to be ignored.
        if (!isMac && Path.IsPathFullyQualified(xdgCacheHome ?? "")) return Path.Combine(xdgCacheHome!, Product);
        return Path.Combine(Require(home), isMac ? "Library/Caches" : ".cache", Product);
    }

    private static string FolderPath(Environment.SpecialFolder folder)
        => Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);

    private static string Require(string directory)
        => Path.IsPathFullyQualified(directory)
            ? directory
            : throw new InvalidOperationException(
                "This user has no home directory (HOME is not set), so there is no place for the local service's "
                + "files. Set HOME, or name a data directory.");
}
