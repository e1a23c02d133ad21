using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Jobs;

/// <summary>
/// Folders to work in, one for each attempt at an operation, so that two attempts that overlap never meet. The runner
/// removes them when the attempt ends; those that a crash left behind are swept at the next start.
/// </summary>
internal sealed class ScratchFolders(string root)
{
    /// <summary>Makes the attempt's folder, empty and its owner's alone, and gives its path.</summary>
    public string Create(Claim claim)
    {
        string folder = PathOf(claim);
        OwnFile.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Removes the attempt's folder if there is one.</summary>
    public void Remove(Claim claim)
    {
        string folder = PathOf(claim);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    /// <summary>The paths of all that are there, before any operation runs.</summary>
    public IReadOnlyList<string> List() => Directory.Exists(root) ? Directory.GetDirectories(root) : [];

    private string PathOf(Claim claim) => Path.Combine(root, $"{claim.OperationId:D}-{claim.Fence}");
}
