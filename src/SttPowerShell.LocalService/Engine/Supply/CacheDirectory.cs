using SttPowerShell.Client.Local;

namespace SttPowerShell.LocalService.Engine.Supply;

/// <summary>Where what was fetched is kept for the user.</summary>
internal static class CacheDirectory
{
    /// <exception cref="EngineUnavailableException">The user has no home directory.</exception>
    public static string ForUser()
    {
        try
        {
            return LocalServiceDirectories.Cache;
        }
        catch (InvalidOperationException e)
        {
            throw new EngineUnavailableException(
                $"There is no place to keep the recogniser in: {e.Message} XDG_CACHE_HOME serves too.", e);
        }
    }
}
