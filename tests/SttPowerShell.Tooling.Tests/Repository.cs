using System.Reflection;

namespace SttPowerShell.Tooling.Tests;

/// <summary>Where the repository and what is built from it lie.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static string Shell { get; } = Built("SttShell");
    public static string HelpBuilder { get; } = Built("HelpBuilder");
    public static string SampleModule { get; } = Built("SampleModule");

    /// <summary>All files of the repository itself with one of the extensions: not what is built or fetched.</summary>
    public static IEnumerable<string> Files(params string[] extensions)
    {
        string[] generated = ["artifacts", "bin", ".git"];
        return Directory.EnumerateDirectories(Root)
            .Where(directory => !generated.Contains(Path.GetFileName(directory)))
            .SelectMany(directory => Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Root))
            .Where(file => extensions.Contains(Path.GetExtension(file)));
    }

    private static string Built(string project) => Path.Combine(Root, "artifacts", "bin", project, "release", project + ".dll");
}
