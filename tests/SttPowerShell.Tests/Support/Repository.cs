using System.Reflection;

namespace SttPowerShell.Tests.Support;

/// <summary>Places in the repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    public static string Manifest { get; } = Path.Combine(Root, "SttPowerShell.psd1");
}
