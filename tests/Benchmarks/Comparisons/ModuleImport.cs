namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>What importing the module costs in a host that has already imported another one.</summary>
internal static class ModuleImport
{
    private const string Manifest =
        """
        @{ RootModule = 'SampleModule.dll'; ModuleVersion = '1.0.0'; FormatsToProcess = 'Warm.Format.ps1xml'
           FunctionsToExport = @(); AliasesToExport = @() }
        """;

    private const string View =
        """
        <Configuration><ViewDefinitions><View><Name>Warm</Name><ViewSelectedBy><TypeName>Warm</TypeName></ViewSelectedBy>
        <TableControl><TableHeaders><TableColumnHeader><Label>Name</Label></TableColumnHeader></TableHeaders>
        <TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><ScriptBlock>$_.Name</ScriptBlock></TableColumnItem>
        </TableColumnItems></TableRowEntry></TableRowEntries></TableControl></View></ViewDefinitions></Configuration>
        """;

    public static Comparison Comparison() => new("import", "Importing the module", "at most 20 ms over an empty binary module",
    [
        new("SttPowerShell", cancel => ImportAsync(Workbench.Module, cancel)),
        new("an empty binary module", cancel => ImportAsync(Workbench.EmptyModule, cancel)),
    ]);

    /// <summary>The host has imported another module of this kind before: an assembly and a view.</summary>
    private static async Task<IReadOnlyDictionary<string, double>> ImportAsync(string module, CancellationToken cancel)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("stt-warm-");
        try
        {
            string assembly = Path.Combine(folder.FullName, "SampleModule.dll");
            string view = Path.Combine(folder.FullName, "Warm.Format.ps1xml");
            string manifest = Path.Combine(folder.FullName, "Warm.psd1");
            File.Copy(Workbench.SampleModule, assembly);
            await File.WriteAllTextAsync(view, View, cancel);
            await File.WriteAllTextAsync(manifest, Manifest, cancel);
            Dictionary<string, double> figures = await Workbench.ScriptAsync("import.ps1", cancel, manifest, module);
            return new Dictionary<string, double> { ["ms"] = figures["seconds"] * 1000 };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
