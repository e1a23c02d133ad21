using System.Reflection;
using System.Runtime.Loader;

namespace SttPowerShell.Loading;

/// <summary>
/// Loads <c>SttPowerShell.Client.dll</c> and what it needs from <c>lib</c>, apart from the copies of the same
/// libraries that other modules bring: all Polly.Core 8 builds have one assembly version, so in the default context
/// the first one loaded would win silently.
/// </summary>
internal sealed class ClientLoadContext(string directory) : AssemblyLoadContext("SttPowerShell")
{
    /// <summary>The one assembly that this context hands over to the default one.</summary>
    public const string ClientAssembly = "SttPowerShell.Client";

    private static int s_isRegistered;

    /// <summary>
    /// Lets this assembly find its client. Called at every import; the handler stays for as long as the process,
    /// because other runspaces may have imported the module too, and objects outlive its removal.
    /// </summary>
    public static void Register()
    {
        if (Interlocked.Exchange(ref s_isRegistered, 1) == 0) Default.Resolving += HandOver;
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string path = Path.Combine(directory, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    private static Assembly? HandOver(AssemblyLoadContext context, AssemblyName name)
        => name.Name == ClientAssembly ? Shared.Context.LoadFromAssemblyName(name) : null;

    /// <summary>Made when the client is first needed, which no import is.</summary>
    private static class Shared
    {
        public static readonly ClientLoadContext Context = new(
            Path.Combine(Path.GetDirectoryName(typeof(ClientLoadContext).Assembly.Location)!, "lib"));
    }
}
