using SttPowerShell.Peers;

namespace SttPowerShell.LocalService.Tests.Peers;

/// <summary>A test that needs node and npm, and is skipped with that reason where they aren't installed.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = ChildProcess.IsInstalled("node") && ChildProcess.IsInstalled("npm")
        ? null
        : "node and npm are not installed, so IBM's node SDK can't be had.";
}
