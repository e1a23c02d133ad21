namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>
/// What the module costs to import, by name or by its first cmdlet, in a warm host: one that has imported two others, as
/// every PowerShell with a prompt has. The first imports of a process pay for what all modules use.
/// </summary>
internal static class ModuleImport
{
    private const string Manifest =
        """
        @{ RootModule = 'SampleModule.dll'; ModuleVersion = '1.0.0'; FormatsToProcess = 'Warm.Format.ps1xml'
           CmdletsToExport = 'Get-Paint'; FunctionsToExport = @(); AliasesToExport = @() }
        """;

    private const string View =
        """
        <Configuration><ViewDefinitions><View><Name>Warm</Name><ViewSelectedBy><TypeName>Warm</TypeName></ViewSelectedBy>
        <TableControl><TableHeaders><TableColumnHeader><Label>Name</Label></TableColumnHeader></TableHeaders>
        <TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><ScriptBlock>$_.Name</ScriptBlock></TableColumnItem>
        </TableColumnItems></TableRowEntry></TableRowEntries></TableControl></View></ViewDefinitions></Configuration>
        """;

    public static Comparison Imported(Workbench bench) => new("import", "Importing the module",
        "at most 20 ms over an empty binary module",
    [
        new("SttPowerShell", cancel => ImportAsync(Workbench.Module, cancel)),
        new("an empty binary module", cancel => ImportAsync(Workbench.EmptyModule, cancel)),
        bench.Node is { } node
            ? new("node, require of the SDK", async cancel =>
            {
                (string program, string[] arguments) = node.Script("require.js");
                return Figures(await Workbench.FiguresAsync(program, arguments, cancel));
            })
            : Contender.Skipped("node, require of the SDK", bench.NodeMissing!),
    ]);

    public static Comparison Autoloaded() => new("autoload", "The first cmdlet of a module that isn't loaded yet",
        "at most 20 ms over an empty binary module",
    [
        new("SttPowerShell, Get-SttSession", cancel => AutoloadAsync("Get-SttSession", cancel)),
        new("an empty binary module, Get-Nothing", cancel => AutoloadAsync("Get-Nothing", cancel)),
    ]);

    /// <summary>What the host has imported before is of this kind: an assembly and a view.</summary>
    private static Task<IReadOnlyDictionary<string, double>> ImportAsync(string module, CancellationToken cancel) =>
        InFolderAsync(async folder => await Workbench.ScriptAsync(
            "import.ps1", cancel, WriteWarm(folder, "Warm"), WriteWarm(folder, "Warmer"), module));

    /// <summary>The module is found by its name in a folder of PSModulePath, where only its manifest is read.</summary>
    private static Task<IReadOnlyDictionary<string, double>> AutoloadAsync(string command, CancellationToken cancel) =>
        InFolderAsync(async folder =>
        {
            string path = Directory.CreateDirectory(Path.Combine(folder, "path")).FullName;
            WriteWarm(path, "Warm");
            Link(path, "SttPowerShell", Workbench.RepositoryRoot, "SttPowerShell.psd1", "bin", "en-US");
            Link(path, "EmptyModule", Path.GetDirectoryName(Workbench.EmptyModule)!, "EmptyModule.psd1", "EmptyModule.dll");
            return await Workbench.ScriptAsync("autoload.ps1", cancel, WriteWarm(folder, "Warmer"), path, "Get-Paint", command);
        });

    private static async Task<IReadOnlyDictionary<string, double>> InFolderAsync(
        Func<string, Task<Dictionary<string, double>>> run)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("stt-modules-");
        try
        {
            return Figures(await run(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Writes the other module, and gives the path of its manifest.</summary>
    private static string WriteWarm(string parent, string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(parent, name)).FullName;
        string manifest = Path.Combine(folder, $"{name}.psd1");
        File.Copy(Workbench.SampleModule, Path.Combine(folder, "SampleModule.dll"));
        File.WriteAllText(Path.Combine(folder, "Warm.Format.ps1xml"), View);
        File.WriteAllText(manifest, Manifest);
        return manifest;
    }

    private static void Link(string parent, string module, string target, params string[] items)
    {
        string folder = Directory.CreateDirectory(Path.Combine(parent, module)).FullName;
        foreach (string item in items)
        {
            string path = Path.Combine(target, item);
            if (Directory.Exists(path)) Directory.CreateSymbolicLink(Path.Combine(folder, item), path);
            else File.CreateSymbolicLink(Path.Combine(folder, item), path);
        }
    }

    private static Dictionary<string, double> Figures(Dictionary<string, double> figures) =>
        new() { ["ms"] = figures["seconds"] * 1000 };
}
