namespace SttShell;

/// <summary>Finds the module that this shell was built with.</summary>
internal static class ModuleLocator
{
    private const string ManifestName = "SttPowerShell.psd1";

    /// <summary>The manifest in the repository's root, found by walking up from the application.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static string Find()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        for (; directory is not null; directory = directory.Parent)
        {
            string manifest = Path.Combine(directory.FullName, ManifestName);
            if (File.Exists(manifest)) return manifest;
        }
        throw new UsageException($"""
            {ManifestName} is in none of the folders above {AppContext.BaseDirectory}.
            Run the shell from its repository (dotnet run --project src/SttShell), or name the manifest with -Module.
            """);
    }
}
