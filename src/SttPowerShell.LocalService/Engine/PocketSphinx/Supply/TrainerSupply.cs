using SttPowerShell.LocalService.Engine.Supply;

namespace SttPowerShell.LocalService.Engine.PocketSphinx.Supply;

/// <summary>
/// Finds the programs that adapt acoustic models: beside the recogniser in the folder that STT_ENGINE_PATH names, among
/// the installed packages, in the user's cache, or else by fetching Debian's packages, 2 MB, into that cache.
/// </summary>
/// <param name="packages">What fetches packages.</param>
/// <param name="path">The value of STT_ENGINE_PATH; null or empty if it isn't set.</param>
/// <param name="installed">Looks for installed packages.</param>
internal sealed class TrainerSupply(DebianPackages packages, string? path, Func<TrainerFiles?> installed)
{
    private const string Advice =
        "Install it (Debian 12, Ubuntu 22.04 and later: 'apt-get install sphinxtrain pocketsphinx sphinxbase-utils'), "
        + "or put those packages, unpacked, into the folder that " + EngineSupply.PathVariable
        + " names, then train again.";

    private static readonly string[] Packages = ["sphinxtrain", "pocketsphinx", "sphinxbase-utils"];

    /// <summary>The supply as this process's environment has it.</summary>
    public static TrainerSupply ForUser() => new(
        new DebianPackages(CacheDirectory.ForUser(), Tool.RunAsync),
        Environment.GetEnvironmentVariable(EngineSupply.PathVariable), TrainerFiles.FindInstalled);

    /// <summary>Finds the programs, or fetches them.</summary>
    /// <exception cref="EngineUnavailableException">They can't be had: the message says what to do.</exception>
    public async Task<TrainerFiles> FindAsync(CancellationToken cancel)
    {
        if (!string.IsNullOrEmpty(path) && Directory.Exists(path)
            && TrainerFiles.FindIn(Path.GetFullPath(path)) is { } own)
        {
            return own;
        }
        if (installed() is { } found) return found;
        try
        {
            string folder = await packages.EnsureAsync(Packages, cancel).ConfigureAwait(false);
            return TrainerFiles.FindIn(folder) ?? throw new EngineUnavailableException(
                $"The packages {string.Join(", ", Packages)} haven't all of it.");
        }
        catch (FileNotFoundException e)
        {
            throw new EngineUnavailableException(
                "The trainer of acoustic models, SphinxTrain, isn't installed, and it can be fetched only with the apt "
                + $"of Debian or Ubuntu. {e.Message} {Advice}", e);
        }
        catch (EngineUnavailableException e)
        {
            throw new EngineUnavailableException(
                $"The trainer of acoustic models, SphinxTrain, can't be fetched. {e.Message}\n{Advice}", e);
        }
    }
}
