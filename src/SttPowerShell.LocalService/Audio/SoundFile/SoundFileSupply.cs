using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Engine.Supply;

namespace SttPowerShell.LocalService.Audio.SoundFile;

/// <summary>
/// Loads libsndfile when audio needs it for the first time: the installed one, or else Debian's packages from the
/// user's cache, fetched into it if they aren't there.
/// </summary>
internal sealed class SoundFileSupply(DebianPackages packages, Func<bool> loadInstalled, TimeProvider clock)
    : IDisposable
{
    /// <summary>After a failure whoever asks this much later begins another attempt: a network may be back.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The library and what it needs beyond a minimal system. apt takes patterns, and the names that have one differ
    /// between releases: libflac8, libflac12, libflac12t64, libflac14; libmpg123-0, libmpg123-0t64.
    /// </summary>
    private static readonly string[] Packages =
    [
        "libsndfile1", "libflac[0-9]*", "libogg0", "libopus0", "libvorbis0a", "libvorbisenc2", "libmpg123-0*",
        "libmp3lame0",
    ];

    /// <summary>Each comes after what it needs; of FLAC's the number differs between releases.</summary>
    private static readonly string[] LoadOrder =
    [
        "libogg.so.0", "libvorbis.so.0", "libvorbisenc.so.2", "libopus.so.0", "libFLAC.so.*", "libmpg123.so.0",
        "libmp3lame.so.0", SoundFileLibrary.Name,
    ];

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private Task? _loading;
    private long _failedAt;

    /// <summary>The supply as this process's environment has it.</summary>
    public static SoundFileSupply ForUser() =>
        new(new DebianPackages(CacheDirectory.ForUser(), Tool.RunAsync), LoadInstalled, TimeProvider.System);

    /// <summary>Waits until the library is loaded. Who gives up doesn't stop it for the others.</summary>
    /// <exception cref="EngineUnavailableException">It can't be had: the reason.</exception>
    public Task LoadAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            bool again = _loading is { IsCompleted: true, IsCompletedSuccessfully: false }
                && clock.GetElapsedTime(_failedAt) >= RetryAfter;
            if (_loading is null || again) _loading = Task.Run(LoadAsync, CancellationToken.None);
            return _loading.WaitAsync(cancel);
        }
    }

    /// <summary>Ends a download.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task LoadAsync()
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                throw new EngineUnavailableException("libsndfile is loaded on Linux only.");
            }

            if (loadInstalled()) return;
            string folder = await packages.EnsureAsync(Packages, _stopping.Token).ConfigureAwait(false);
            NativeLibraries.Load(LoadOrder.SelectMany(name => Directory
                .EnumerateFiles(folder, name, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(1)));
        }
        catch (OperationCanceledException e)
        {
            throw Failed(new EngineUnavailableException("The service is stopping.", e));
        }
        catch (FileNotFoundException e)
        {
            throw Failed(new EngineUnavailableException(
                "libsndfile isn't installed, and it can be fetched only with the apt of Debian or Ubuntu. "
                + e.Message, e));
        }
        catch (EngineUnavailableException e)
        {
            throw Failed(e);
        }
    }

    /// <summary>A name without a folder is looked for where the system keeps its libraries.</summary>
    private static bool LoadInstalled()
    {
        try
        {
            NativeLibraries.Load([SoundFileLibrary.Name]);
            return true;
        }
        catch (EngineUnavailableException)
        {
            return false;
        }
    }

    private EngineUnavailableException Failed(EngineUnavailableException failure)
    {
        _failedAt = clock.GetTimestamp();
        return failure;
    }
}
