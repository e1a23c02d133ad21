using System.Runtime.InteropServices;
using SttPowerShell.LocalService.Engine.Supply;

namespace SttPowerShell.LocalService.Engine.PocketSphinx.Supply;

/// <summary>
/// Finds the recogniser's files: in the folder that STT_ENGINE_PATH names, among the installed packages, in the user's
/// cache, or else by fetching Debian's packages into that cache.
/// </summary>
internal sealed class EngineSupply
{
    public const string PathVariable = "STT_ENGINE_PATH";

    private const string Advice =
        "Install the recogniser (Debian 12, Ubuntu 22.04 and later: 'apt-get install libpocketsphinx3 "
        + "pocketsphinx-en-us'), or set " + PathVariable + " to a folder that holds libpocketsphinx.so.3, "
        + "libsphinxbase.so.3 and the en-us model, such as those packages unpacked, and start the service again.";

    private static readonly string[] Packages =
    [
        "libpocketsphinx3", "libsphinxbase3", "pocketsphinx-en-us", "libblas3", "liblapack3", "libgfortran5",
        // Only some machine types have quadruple precision in a library of its own.
        .. RuntimeInformation.ProcessArchitecture == Architecture.X64 ? new[] { "libquadmath0" } : [],
    ];

    private readonly DebianPackages _packages;
    private readonly string? _path;
    private readonly Func<EngineFiles?> _installed;

    /// <param name="packages">What fetches packages.</param>
    /// <param name="path">The value of STT_ENGINE_PATH; null or empty if it isn't set.</param>
    /// <param name="installed">Looks for installed packages.</param>
    public EngineSupply(DebianPackages packages, string? path, Func<EngineFiles?> installed)
    {
        _packages = packages;
        _path = path;
        _installed = installed;
    }

    /// <summary>The supply as this process's environment has it.</summary>
    public static EngineSupply ForUser() => new(
        new DebianPackages(CacheDirectory.ForUser(), Tool.RunAsync),
        Environment.GetEnvironmentVariable(PathVariable), EngineFiles.FindInstalled);

    /// <summary>Finds the files, or fetches them.</summary>
    /// <param name="fetching">Called before a download begins, with what to tell the user.</param>
    /// <param name="cancel">Ends a download too.</param>
    /// <exception cref="EngineUnavailableException">They can't be had: the message says what to do.</exception>
    public async Task<EngineFiles> FindAsync(Action<string> fetching, CancellationToken cancel)
    {
        if (!string.IsNullOrEmpty(_path)) return FindIn(_path);
        if (_installed() is { } installed) return installed;
        if (!_packages.Contains(Packages))
        {
            fetching($"Fetching the recogniser (Debian packages {string.Join(", ", Packages)}; about 30 MB)");
        }
        string folder;
        try
        {
            folder = await _packages.EnsureAsync(Packages, cancel).ConfigureAwait(false);
        }
        catch (FileNotFoundException e)
        {
            throw new EngineUnavailableException(
                $"The recogniser isn't installed, and it can be fetched only with the apt of Debian or Ubuntu. "
                + $"{e.Message} {Advice}", e);
        }
        catch (EngineUnavailableException e)
        {
            throw new EngineUnavailableException($"The recogniser can't be fetched. {e.Message}\n{Advice}", e);
        }
        return EngineFiles.FindIn(folder);
    }

    private static EngineFiles FindIn(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new EngineUnavailableException(
                $"{PathVariable} names '{folder}', which is not a folder. Correct it, or remove it to have the "
                + "recogniser found or fetched.");
        }
        try
        {
            return EngineFiles.FindIn(Path.GetFullPath(folder));
        }
        catch (EngineUnavailableException e)
        {
            throw new EngineUnavailableException($"{PathVariable}: {e.Message} Unpack the Debian packages "
                + $"{string.Join(", ", Packages)} into it, or remove the variable.", e);
        }
    }
}
