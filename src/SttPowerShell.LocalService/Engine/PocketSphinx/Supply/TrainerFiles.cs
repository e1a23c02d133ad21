namespace SttPowerShell.LocalService.Engine.PocketSphinx.Supply;

/// <summary>The programs of SphinxTrain and its companions, by their paths.</summary>
internal sealed record TrainerFiles(
    string ExtractFeatures, string ConvertDefinition, string BaumWelch, string SolveMllr, string AdaptMap,
    string DumpSenones)
{
    private static readonly string[] Names =
        ["sphinx_fe", "pocketsphinx_mdef_convert", "bw", "mllr_solve", "map_adapt", "mk_s2sendump"];

    /// <summary>Where the installed packages have them.</summary>
    private static readonly string[] Installed = ["/usr/bin", "/usr/lib/sphinxtrain"];

    /// <summary>Finds them anywhere in a folder; null if they aren't all there.</summary>
    public static TrainerFiles? FindIn(string folder)
    {
        ILookup<string, string> files = Directory
            .EnumerateFiles(folder, "*", new EnumerationOptions
            {
                RecurseSubdirectories = true,
                MaxRecursionDepth = 8,
                IgnoreInaccessible = true,
            })
            .Order(StringComparer.Ordinal)
            .ToLookup(path => Path.GetFileName(path), StringComparer.Ordinal);
        return Of(name => files[name].FirstOrDefault());
    }

    /// <summary>Those of the installed Debian packages; null if they aren't all installed.</summary>
    public static TrainerFiles? FindInstalled() => Of(
        name => Installed.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists));

    private static TrainerFiles? Of(Func<string, string?> find)
        => Names.Select(find).ToArray() is [{ } features, { } definition, { } baumWelch, { } mllr, { } map, { } senones]
            ? new TrainerFiles(features, definition, baumWelch, mllr, map, senones)
            : null;
}
