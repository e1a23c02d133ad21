namespace SttPowerShell.LocalService.Storage;

/// <summary>A version of a custom model: one of its trainings.</summary>
internal readonly record struct ModelVersion(Guid Model, Guid Version);

/// <summary>
/// The files that training made, in folders that never change: <c>models/{model}/{version}/</c>. Which version of a
/// model is used, its row says (<c>trained_version</c>); the one before it stays, because somebody may be reading it,
/// and others are removed (<see cref="FileSweep"/>).
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
        ModelVersion published = new(model, Guid.NewGuid());
        OwnFile.CreateDirectory(Path.GetDirectoryName(PathOf(published))!);
        DurableFiles.MoveFolder(folder, PathOf(published));
        return published.Version;
    }

    /// <summary>The folder of a version.</summary>
    public string PathOf(Guid model, Guid version) => PathOf(new ModelVersion(model, version));

    /// <summary>Removes a version if it is there.</summary>
    public void Remove(ModelVersion version)
    {
        if (Directory.Exists(PathOf(version))) Directory.Delete(PathOf(version), recursive: true);
    }

    /// <summary>All versions that are there.</summary>
    public IReadOnlyList<ModelVersion> List() =>
    [
        .. from model in Folders(root)
           from version in Folders(Path.Combine(root, model.ToString("D")))
           select new ModelVersion(model, version),
    ];

    /// <summary>Removes the folders of models that have no version, while nobody publishes any.</summary>
    public void RemoveEmpty()
    {
        foreach (Guid model in Folders(root))
        {
            string folder = Path.Combine(root, model.ToString("D"));
            if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        }
    }

    private static List<Guid> Folders(string parent)
    {
        if (!Directory.Exists(parent)) return [];
        return Directory.EnumerateDirectories(parent)
            .Select(path => Guid.TryParseExact(Path.GetFileName(path), "D", out Guid id) ? id : (Guid?)null)
            .OfType<Guid>().ToList();
    }

    private string PathOf(ModelVersion version)
        => Path.Combine(root, version.Model.ToString("D"), version.Version.ToString("D"));
}
