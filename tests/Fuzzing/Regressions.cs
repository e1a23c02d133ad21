using System.Reflection;
using System.Security.Cryptography;

namespace SttPowerShell.Fuzzing;

/// <summary>
/// Cases that failed once: <c>tests/Fuzzing/Regressions/{target}/{hash}</c>. Every run of the tests tries them first.
/// </summary>
internal static class Regressions
{
    private static readonly string Root = Path.Combine(
        typeof(Regressions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "RepositoryRoot").Value!,
        "tests", "Fuzzing", "Regressions");

    public static IEnumerable<(string File, byte[] Input)> Of(string target)
    {
        string folder = Path.Combine(Root, target);
        if (!Directory.Exists(folder)) return [];
        return Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(f => (f, File.ReadAllBytes(f)));
    }

    /// <summary>Keeps a case, and tells where.</summary>
    public static string Keep(string target, byte[] input)
    {
        string folder = Path.Combine(Root, target);
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, Convert.ToHexString(SHA256.HashData(input))[..16].ToLowerInvariant());
        File.WriteAllBytes(file, input);
        return $"a case that is kept in {file} now";
    }
}
