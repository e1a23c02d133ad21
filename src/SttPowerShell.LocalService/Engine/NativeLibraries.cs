using System.Runtime.InteropServices;

namespace SttPowerShell.LocalService.Engine;

/// <summary>
/// Native libraries that were loaded from known files, for the P/Invokes of this assembly to find by their names. An
/// assembly can have only one resolver: this is it.
/// </summary>
internal static class NativeLibraries
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, nint> Loaded = new(StringComparer.Ordinal);

    static NativeLibraries() => NativeLibrary.SetDllImportResolver(
        typeof(NativeLibraries).Assembly,
        static (name, _, _) =>
        {
            lock (Gate) return Loaded.GetValueOrDefault(name);
        });

    /// <summary>
    /// Loads libraries by their full paths, in an order in which each comes after what it needs. One that is loaded
    /// already is left as it is: two copies in one process would not share their state.
    /// </summary>
    /// <exception cref="EngineUnavailableException">One can't be loaded: the loader's reason, which names what it lacks.</exception>
    public static void Load(IEnumerable<string> paths)
    {
        lock (Gate)
        {
            foreach (string path in paths)
            {
                string name = Path.GetFileName(path);
                if (Loaded.ContainsKey(name)) continue;
                try
                {
                    Loaded[name] = NativeLibrary.Load(path);
                }
                catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
                {
                    throw new EngineUnavailableException($"The library '{path}' can't be loaded: {e.Message}", e);
                }
            }
        }
    }
}
