using System.Management.Automation.Language;

namespace SttPowerShell.Tooling.Tests;

/// <summary>Scripts that no test here runs at least parse, Pester's among them.</summary>
public sealed class ScriptFileTests
{
    public static TheoryData<string> Scripts() => [.. Repository.Files(".ps1", ".psd1", ".psm1")
        .Select(file => Path.GetRelativePath(Repository.Root, file))];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Every_script_of_the_repository_parses(string script)
    {
        Parser.ParseFile(Path.Combine(Repository.Root, script), out _, out ParseError[] errors);

        Assert.Empty(errors.Select(error => $"{script}:{error.Extent.StartLineNumber}: {error.Message}"));
    }
}
