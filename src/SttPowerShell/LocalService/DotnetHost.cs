namespace SttPowerShell.LocalService;

/// <summary>Finds the dotnet program that can run the service.</summary>
internal static class DotnetHost
{
    private const string Framework = "Microsoft.AspNetCore.App";
    private const string Major = "10.";

    /// <summary>
    /// The full path of a dotnet with the ASP.NET Core 10 runtime: that of DOTNET_ROOT, this process, PATH, or where
    /// installers put it.
    /// </summary>
    /// <exception cref="LocalServiceException">There is none.</exception>
    public static string Find() => Find(Environment.GetEnvironmentVariable);

    internal static string Find(Func<string, string?> environment)
    {
        string[] candidates = [.. Candidates(environment).Where(File.Exists).Distinct()];
        foreach (string dotnet in candidates)
        {
            if (HasFramework(dotnet)) return dotnet;
        }
        string found = candidates.Length == 0
            ? "no dotnet was found"
            : $"{string.Join(", ", candidates)} {(candidates.Length == 1 ? "doesn't have it" : "don't have it")}";
        throw new LocalServiceException(
            "AspNetCoreMissing", $"The local service needs the ASP.NET Core 10 runtime, and {found}.",
            "Install it from https://dotnet.microsoft.com/download/dotnet/10.0 (ASP.NET Core Runtime), on Debian and "
            + "Ubuntu as the package aspnetcore-runtime-10.0, on Windows with winget install "
            + "Microsoft.DotNet.AspNetCore.10. One that lies elsewhere is found through DOTNET_ROOT.");
    }

    private static IEnumerable<string> Candidates(Func<string, string?> environment)
    {
        string program = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        if (environment("DOTNET_ROOT") is { Length: > 0 } root) yield return Path.Combine(root, program);
        if (Path.GetFileName(Environment.ProcessPath) == program) yield return Environment.ProcessPath!;
        foreach (string directory in (environment("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return Path.Combine(directory, program);
        }
        string[] usual = OperatingSystem.IsWindows()
            ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "dotnet")]
            : ["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/local/share/dotnet",
                Path.Combine(environment("HOME") ?? "/", ".dotnet")];
        foreach (string directory in usual) yield return Path.Combine(directory, program);
    }

    // /usr/bin/dotnet is a link into the folder that holds the runtimes.
    private static bool HasFramework(string dotnet)
    {
        string real = File.ResolveLinkTarget(dotnet, true)?.FullName ?? dotnet;
        string shared = Path.Combine(Path.GetDirectoryName(real)!, "shared", Framework);
        return Directory.Exists(shared)
            && Directory.EnumerateDirectories(shared)
                .Any(d => Path.GetFileName(d).StartsWith(Major, StringComparison.Ordinal));
    }
}
