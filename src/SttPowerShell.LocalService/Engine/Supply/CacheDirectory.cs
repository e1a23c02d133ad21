namespace SttPowerShell.LocalService.Engine.Supply;

/// <summary>Where fetched files are kept for the user: they can be fetched again, so a cache by the XDG rules.</summary>
internal static class CacheDirectory
{
    /// <summary>$XDG_CACHE_HOME/SttPowerShell, by default ~/.cache/SttPowerShell.</summary>
    public static string ForUser()
    {
        string? xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        // The XDG base directory specification has relative paths ignored.
        string cache = !string.IsNullOrEmpty(xdg) && Path.IsPathRooted(xdg)
            ? xdg
            : Path.Combine(HomeDirectory(), ".cache");
        return Path.Combine(cache, "SttPowerShell");
    }

    private static string HomeDirectory()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 0
            ? home
            : throw new EngineUnavailableException(
                "There is no home directory to keep the recogniser in. Set HOME or XDG_CACHE_HOME to a folder that "
                + "can be written to.");
    }
}
