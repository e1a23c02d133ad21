using System.Management.Automation;
using SttPowerShell.Client.Local;
using SttPowerShell.LocalService;

namespace SttPowerShell.Commands;

/// <summary>Paths of data directories, which need not exist yet.</summary>
internal static class LocalServicePaths
{
    /// <summary>
    /// The full path, relative to PowerShell's location and through its drives; the user's own for null.
    /// </summary>
    /// <exception cref="LocalServiceException">
    /// It is no path of the file system, or the user has no directory.
    /// </exception>
    public static string Resolve(PSCmdlet cmdlet, string? path)
    {
        try
        {
            if (path is null) return LocalServiceDirectories.Data;
            string full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(
                path, out ProviderInfo provider, out _);
            bool isFile = provider.Name.Equals("FileSystem", StringComparison.OrdinalIgnoreCase);
            if (isFile) return Path.TrimEndingDirectorySeparator(full);
            throw Unusable($"'{path}' is a path of the {provider.Name} provider.");
        }
        catch (Exception e) when (e is InvalidOperationException or SessionStateException or ArgumentException)
        {
            throw Unusable(e.Message, e);
        }
    }

    private static LocalServiceException Unusable(string message, Exception? inner = null)
        => new("DataDirectoryUnusable", message, "Give the path of a directory with -DataDirectory.", inner);
}
