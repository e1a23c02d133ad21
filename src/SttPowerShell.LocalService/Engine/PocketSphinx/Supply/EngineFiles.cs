using System.Runtime.InteropServices;

namespace SttPowerShell.LocalService.Engine.PocketSphinx.Supply;

/// <summary>Where the files of the recogniser are.</summary>
/// <param name="Libraries">Shared libraries in the order in which they must be loaded.</param>
/// <param name="AcousticModel">The folder of the acoustic model.</param>
/// <param name="LanguageModel">The file of the n-gram language model.</param>
/// <param name="Dictionary">The pronunciation dictionary.</param>
internal sealed record EngineFiles(
    IReadOnlyList<string> Libraries, string AcousticModel, string LanguageModel, string Dictionary)
{
    public const string BaseLibrary = "libsphinxbase.so.3";
    public const string DecoderLibrary = "libpocketsphinx.so.3";
    private const string LanguageModelFile = "en-us.lm.bin";
    private const string DictionaryFile = "cmudict-en-us.dict";

    /// <summary>
    /// All that has to be loaded, each after what it needs. The first four are taken from the folder if they are
    /// there; otherwise the system's loader finds its own.
    /// </summary>
    private static readonly string[] LoadOrder =
    [
        "libquadmath.so.0", "libgfortran.so.5", "libblas.so.3", "liblapack.so.3", BaseLibrary, DecoderLibrary,
    ];

    private static readonly string[] AcousticModelParts =
        ["mdef", "means", "variances", "transition_matrices", "sendump", "feat.params", "noisedict"];

    /// <summary>Finds the files anywhere in a folder: an unpacked Debian tree, or one that somebody put together.</summary>
    /// <exception cref="EngineUnavailableException">Some are missing: the message names them.</exception>
    public static EngineFiles FindIn(string folder)
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
        string? acousticModel = files[AcousticModelParts[0]]
            .Select(path => Path.GetDirectoryName(path)!)
            .FirstOrDefault(IsAcousticModel);
        string[] missing =
        [
            .. new[] { BaseLibrary, DecoderLibrary, LanguageModelFile, DictionaryFile }.Where(name => !files[name].Any()),
            .. acousticModel is null
                ? new[] { $"a folder with the acoustic model ({string.Join(", ", AcousticModelParts)})" }
                : [],
        ];
        if (missing.Length > 0)
        {
            throw new EngineUnavailableException($"'{folder}' has not all of the recogniser: missing are "
                + string.Join(", ", missing) + ".");
        }
        return new EngineFiles(
            [.. LoadOrder.SelectMany(name => files[name].Take(1))], acousticModel!,
            files[LanguageModelFile].First(), files[DictionaryFile].First());
    }

    /// <summary>The files of the installed Debian packages; null if they aren't all installed.</summary>
    public static EngineFiles? FindInstalled()
    {
        string? triplet = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "x86_64-linux-gnu",
            Architecture.Arm64 => "aarch64-linux-gnu",
            _ => null,
        };
        if (!OperatingSystem.IsLinux() || triplet is null) return null;
        const string model = "/usr/share/pocketsphinx/model/en-us";
        string library = Path.Combine("/usr/lib", triplet, DecoderLibrary);
        EngineFiles files = new(
            // What it depends on is installed too and found by the system's loader.
            [Path.Combine("/usr/lib", triplet, BaseLibrary), library],
            Path.Combine(model, "en-us"), Path.Combine(model, LanguageModelFile), Path.Combine(model, DictionaryFile));
        return files.Libraries.Append(files.LanguageModel).Append(files.Dictionary).All(File.Exists)
            && IsAcousticModel(files.AcousticModel) ? files : null;
    }

    private static bool IsAcousticModel(string folder) =>
        AcousticModelParts.All(part => File.Exists(Path.Combine(folder, part)));
}
