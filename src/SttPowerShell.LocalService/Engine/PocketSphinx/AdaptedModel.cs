namespace SttPowerShell.LocalService.Engine.PocketSphinx;

/// <summary>
/// The files of an adapted acoustic model: those that differ from the base model's, which all else is taken from. There
/// is either a transformation of the base model's means or a set of parameters.
/// </summary>
internal static class AdaptedModel
{
    public const string Mllr = "mllr_matrix";
    public const string Means = "means";
    public const string Variances = "variances";
    public const string Transitions = "transition_matrices";
    public const string Weights = "sendump";

    private static readonly (string Setting, string File)[] Settings =
    [
        ("-mllr", Mllr), ("-mean", Means), ("-var", Variances), ("-tmat", Transitions), ("-sendump", Weights),
    ];

    /// <summary>The decoder's settings that name the files of a folder.</summary>
    /// <exception cref="EngineUnavailableException">The folder has no complete model.</exception>
    public static IReadOnlyList<(string Setting, string File)> In(string folder)
    {
        (string Setting, string File)[] found =
        [
            .. Settings.Select(one => (one.Setting, File: Path.Combine(folder, one.File)))
                .Where(one => File.Exists(one.File)),
        ];
        bool isTransformation = found is [("-mllr", _)];
        bool isAllParameters = found.Length == Settings.Length - 1 && found[0].Setting != "-mllr";
        return isTransformation || isAllParameters ? found : throw new EngineUnavailableException(
            $"The folder '{folder}' has no complete acoustic model. Train the custom acoustic model again.");
    }
}
