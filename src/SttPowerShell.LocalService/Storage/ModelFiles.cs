namespace SttPowerShell.LocalService.Storage;

/// <summary>
/// The files that training made, in folders that never change: <c>models/{model}/{version}/</c>. Which version of a
/// model is used, its row says (<c>trained_version</c>); a version that no row names is removed.
/// </summary>
internal sealed class ModelFiles(string root)
{
    /// <summary>
    /// Makes a folder of the same data directory, such as an operation's scratch folder, a version of a model: it is
    /// moved, whole and on disk, and nobody sees it until the model's row names it.
    /// </summary>
    /// <returns>The version.</returns>
    public Guid Publish(Guid model, string folder)
    {
        Guid version = Guid.NewGuid();
        OwnFile.CreateDirectory(FolderOf(model));
        DurableFiles.MoveFolder(folder, PathOf(model, version));
        return version;
    }

    /// <summary>The folder of a version.</summary>
    public string PathOf(Guid model, Guid version) => Path.Combine(FolderOf(model), version.ToString("D"));

    /// <summary>Removes a version if it is there.</summary>
    public void Remove(Guid model, Guid version)
    {
        string folder = PathOf(model, version);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private string FolderOf(Guid model) => Path.Combine(root, model.ToString("D"));
}
