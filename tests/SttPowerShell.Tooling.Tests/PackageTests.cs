using System.Collections;
using System.IO.Compression;
using System.Management.Automation.Language;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SttPowerShell.Tooling.Tests;

/// <summary>What the PowerShell Gallery takes: the manifest, and the package that is made of it.</summary>
public sealed partial class PackageTests
{
    private static readonly Hashtable Manifest = ReadManifest();

    [Fact]
    public void The_manifest_is_complete_and_has_no_wildcards()
    {
        Assert.True(Guid.TryParse((string)Manifest["GUID"]!, out _));
        Assert.Equal("7.4", Manifest["PowerShellVersion"]);
        Assert.Equal(["Core"], (object[])Manifest["CompatiblePSEditions"]!);
        Assert.All(["RootModule", "Author", "CompanyName", "Copyright", "Description"],
            key => Assert.NotEmpty((string)Manifest[key]!));
        Assert.All(["FunctionsToExport", "VariablesToExport", "AliasesToExport"],
            key => Assert.Empty((object[])Manifest[key]!));
        string[] cmdlets = [.. ((object[])Manifest["CmdletsToExport"]!).Cast<string>()];
        Assert.All(cmdlets, cmdlet => Assert.Matches("^[A-Za-z]+-Stt[A-Za-z]+$", cmdlet));
        Assert.Equal(cmdlets.Order(StringComparer.OrdinalIgnoreCase), cmdlets);
        Assert.Equal(cmdlets.Distinct().Count(), cmdlets.Length);

        Hashtable gallery = (Hashtable)((Hashtable)Manifest["PrivateData"]!)["PSData"]!;
        object[] tags = (object[])gallery["Tags"]!;
        Assert.All(["PSEdition_Core", "Windows", "Linux", "MacOS"], tag => Assert.Contains(tag, tags));
        Assert.All(tags, tag => Assert.DoesNotContain(' ', (string)tag));
        Assert.Contains($"section {Version}", (string)gallery["ReleaseNotes"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Manifest_assemblies_and_changelog_have_one_version()
    {
        string changelog = File.ReadAllText(Path.Combine(Repository.Root, "CHANGELOG.md"));
        string[] assemblies =
        [
            "SttPowerShell.dll", "lib/SttPowerShell.Client.dll", "service/SttPowerShell.LocalService.dll",
        ];

        Assert.Equal(Version, NewestSection().Match(changelog).Groups[1].Value);
        Assert.All(assemblies, file => Assert.Equal(Version,
            AssemblyName.GetAssemblyName(Path.Combine(Repository.Root, "bin", file)).Version!.ToString(3)));
    }

    /// <summary>The task itself imports and uses what it made, in processes of their own.</summary>
    [Fact]
    public async Task The_package_can_be_used_from_where_it_is_installed()
    {
        ProgramRun run = await ProgramRun.RunAsync("dotnet",
            [Repository.Shell, Path.Combine(Repository.Root, "build.ps1"), "-Task", "Package", "-NoBuild"],
            Repository.Root, _ => Task.CompletedTask, TimeSpan.FromMinutes(8));

        Assert.True(run.ExitCode == 0, $"{run.Output}\n{run.Error}");
        string packages = Path.Combine(Repository.Root, "artifacts", "package");
        Assert.Contains($"in {Path.Combine(packages, "SttPowerShell")}:", run.Output, StringComparison.Ordinal);
        Assert.Contains($"in {Path.Combine(packages, "installed", "SttPowerShell", Version)}:", run.Output,
            StringComparison.Ordinal);

        using ZipArchive package = ZipFile.OpenRead(Path.Combine(packages, $"SttPowerShell.{Version}.nupkg"));
        Assert.All(["SttPowerShell.psd1", "LICENSE", "CHANGELOG.md", "en-US/about_SttPowerShell.help.txt"],
            file => Assert.NotNull(package.GetEntry(file)));
        using Stream description = package.GetEntry("SttPowerShell.nuspec")!.Open();
        XElement metadata = XDocument.Load(description).Root!.Elements().First();
        Assert.Equal(("SttPowerShell", Version), (Value("id"), Value("version")));
        Assert.Contains("PSModule PSIncludes_Cmdlet", Value("tags"), StringComparison.Ordinal);
        Assert.StartsWith("### Added", Value("releaseNotes"), StringComparison.Ordinal);

        string Value(string name) => metadata.Elements().First(element => element.Name.LocalName == name).Value;
    }

    private static string Version => (string)Manifest["ModuleVersion"]!;

    private static Hashtable ReadManifest()
    {
        string file = Path.Combine(Repository.Root, "SttPowerShell.psd1");
        ScriptBlockAst manifest = Parser.ParseFile(file, out _, out _);
        return (Hashtable)manifest.Find(ast => ast is HashtableAst, false).SafeGetValue();
    }

    [GeneratedRegex(@"^## \[([\d.]+)\]", RegexOptions.Multiline)]
    private static partial Regex NewestSection();
}
