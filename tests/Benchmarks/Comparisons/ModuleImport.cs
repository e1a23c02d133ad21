namespace SttPowerShell.Benchmarks.Comparisons;

/// <summary>What importing the module costs in a host that has already imported another one.</summary>
internal static class ModuleImport
{
    public static Comparison Comparison() => new("import", "Importing the module", "at most 20 ms over an empty binary module",
    [
        new("SttPowerShell", cancel => ImportAsync(Workbench.Module, cancel)),
        new("an empty binary module", cancel => ImportAsync(Workbench.EmptyModule, cancel)),
    ]);

    private static async Task<IReadOnlyDictionary<string, double>> ImportAsync(string module, CancellationToken cancel)
    {
        // The host is warmed by a copy of the empty module under another path: a module already loaded costs nothing.
        string warm = Directory.CreateTempSubdirectory("stt-warm-").FullName;
        try
        {
            foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(Workbench.EmptyModule)!, "EmptyModule.*"))
                File.Copy(file, Path.Combine(warm, "Warm" + Path.GetExtension(file)));
            string manifest = Path.Combine(warm, "Warm.psd1");
            await File.WriteAllTextAsync(manifest, "@{ ModuleVersion = '1.0.0'; CmdletsToExport = @(); FunctionsToExport = @(); AliasesToExport = @() }", cancel);
            Dictionary<string, double> figures = await Workbench.ScriptAsync("import.ps1", cancel, manifest, module);
            return new Dictionary<string, double> { ["ms"] = figures["seconds"] * 1000 };
        }
        finally
        {
            Directory.Delete(warm, recursive: true);
        }
    }
}
