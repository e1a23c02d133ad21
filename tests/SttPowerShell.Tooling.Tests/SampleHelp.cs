namespace SttPowerShell.Tooling.Tests;

/// <summary>A copy of the sample module, whose documentation may be edited before help is built from it.</summary>
internal sealed class SampleHelp : IDisposable
{
    private const string Manifest = """
        @{
            RootModule = 'SampleModule.dll'; ModuleVersion = '1.0'; CmdletsToExport = 'Get-Paint', 'Remove-Paint'
            FunctionsToExport = @(); AliasesToExport = @()
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public SampleHelp()
    {
        string built = Path.GetDirectoryName(Repository.SampleModule)!;
        foreach (string name in new[] { "SampleModule.dll", "SampleModule.xml" })
        {
            File.Copy(Path.Combine(built, name), Path.Combine(_folder.Path, name));
        }
        ManifestFile = _folder.Write("SampleModule.psd1", Manifest);
    }

    public string ManifestFile { get; }
    public string Documentation => Path.Combine(_folder.Path, "SampleModule.xml");
    public string HelpFile => Path.Combine(_folder.Path, "en-US", "SampleModule.dll-Help.xml");

    /// <summary>Replaces a text that must be there.</summary>
    public void Edit(string present, string damaged)
    {
        string text = File.ReadAllText(Documentation);
        Assert.Contains(present, text, StringComparison.Ordinal);
        text = text.Replace(present, damaged, StringComparison.Ordinal);
        // An opening tag that was renamed keeps its closing one.
        File.WriteAllText(Documentation, damaged.StartsWith("<x>", StringComparison.Ordinal) ? CloseX(text) : text);
    }

    /// <summary>Removes the first text between the marks, and the marks.</summary>
    public void RemoveFirst(string begin, string end)
    {
        string text = File.ReadAllText(Documentation);
        int from = text.IndexOf(begin, StringComparison.Ordinal);
        int to = text.IndexOf(end, from, StringComparison.Ordinal) + end.Length;
        File.WriteAllText(Documentation, text.Remove(from, to - from));
    }

    public Task<ProgramRun> BuildAsync() => ProgramRun.DotnetAsync(
        Repository.HelpBuilder, Path.Combine(_folder.Path, "SampleModule.dll"), HelpFile);

    public void Dispose() => _folder.Dispose();

    private static string CloseX(string text)
    {
        int close = text.IndexOf("</summary>", text.IndexOf("<x>", StringComparison.Ordinal), StringComparison.Ordinal);
        return text.Remove(close, "</summary>".Length).Insert(close, "</x>");
    }
}
