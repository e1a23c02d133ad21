namespace SttPowerShell.Peers;

/// <summary>IBM's node SDK, installed by npm from the lock file beside its scripts into a folder of its own.</summary>
public sealed class NodeSdk
{
    private readonly string _folder;

    private NodeSdk(string folder) => _folder = folder;

    /// <summary>Installs the SDK, or says in one line why it can't.</summary>
    public static async Task<(NodeSdk? Sdk, string? Missing)> FindAsync(CancellationToken cancel)
    {
        if (!ChildProcess.IsInstalled("node") || !ChildProcess.IsInstalled("npm")) return (null, "node and npm are not installed");
        string folder = Path.Combine(AppContext.BaseDirectory, "node");
        try
        {
            await ChildProcess.RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cancel, folder);
            return (new NodeSdk(folder), null);
        }
        catch (InvalidOperationException e)
        {
            return (null, $"npm could not install the SDK: {e.Message}");
        }
    }

    /// <summary>The command line that runs one of the scripts.</summary>
    public (string Program, string[] Arguments) Script(string name, params string[] arguments) =>
        ("node", [Path.Combine(_folder, name), .. arguments]);
}
