using System.Text.RegularExpressions;
using SttPowerShell.Commands;

namespace SttPowerShell.Backups;

/// <summary>What a manifest must say, so that nothing surprising is done with what it says.</summary>
internal static partial class ManifestRules
{
    private const int LongestModelName = 256;
    private const long MostBytesOfText = 1024L * 1024 * 1024;

    /// <param name="manifest">What was read.</param>
    /// <param name="entries">The names of the archive's entries.</param>
    /// <exception cref="ModelFileException">It doesn't say what it must.</exception>
    public static void Check(ModelManifest manifest, IEnumerable<string> entries)
    {
        Require(manifest.Format == ModelManifest.FormatName, "it isn't a custom model's file: its manifest says "
            + $"'{manifest.Format}', not '{ModelManifest.FormatName}'");
        Require(manifest.FormatVersion <= ModelManifest.NewestVersion,
            $"it has version {manifest.FormatVersion} of the format, and this module knows those up to "
            + $"{ModelManifest.NewestVersion}: a newer module wrote it");
        Require(manifest is { FormatVersion: > 0, Model: not null, Contents: not null, Type: "language" or "acoustic" },
            "its manifest doesn't say what model it is of");
        Require(manifest.Model!.Name is not { Length: > LongestModelName }, "the model's name is too long");
        foreach (ModelContent? content in manifest.Contents!) CheckContent(content, manifest.Type!);
        RequireUnique(manifest.Contents.Select(c => c.Path!), "path", StringComparer.OrdinalIgnoreCase);
        RequireUnique(manifest.Contents.Select(c => $"{c}"), "content", StringComparer.Ordinal);
        HashSet<string> expected = new(StringComparer.OrdinalIgnoreCase) { ModelManifest.Name, ModelManifest.HashName };
        expected.UnionWith(manifest.Contents.Select(c => c.Path!));
        HashSet<string> present = new(entries, StringComparer.OrdinalIgnoreCase);
        Require(!expected.Except(present).Any(), $"its '{expected.Except(present).FirstOrDefault()}' is missing");
        Require(!present.Except(expected).Any(),
            $"its manifest doesn't tell of '{present.Except(expected).FirstOrDefault()}'");
    }

    private static void CheckContent(ModelContent? content, string type)
    {
        bool isKnown = (type, content?.Kind) is
            ("language", ModelManifest.Words or ModelManifest.Corpus or ModelManifest.Grammar)
            or ("acoustic", ModelManifest.Audio);
        Require(isKnown, $"its manifest tells of a '{content?.Kind}', which {type} models don't have");
        Require(content!.Path is not null && Path().IsMatch(content.Path), "its manifest has a path that isn't one");
        Require(content.Sha256 is not null && Hash().IsMatch(content.Sha256), $"its {content} has no SHA-256");
        long most = content.Kind == ModelManifest.Audio ? AudioLimits.MostBytes : MostBytesOfText;
        Require(content.Size >= 0 && content.Size <= most, $"its {content} has a size that none has");
        if (content.Kind == ModelManifest.Words) return;
        string[] reserved = [.. Kind(content).ReservedNames];
        Require(content.Name is not null && ResourceNames.Problem(content.Name, reserved) is null,
            $"its {content} has a name that none has");
        Require(content.ContentType is not null, $"its {content} has no content type");
    }

    private static ModelResourceKind Kind(ModelContent content) => content.Kind switch
    {
        ModelManifest.Audio => ModelResourceKind.Audio,
        ModelManifest.Grammar => ModelResourceKind.Grammar,
        _ => ModelResourceKind.Corpus,
    };

    private static void RequireUnique(IEnumerable<string> names, string what, StringComparer comparer)
    {
        string? twice = names.GroupBy(n => n, comparer).FirstOrDefault(g => g.Count() > 1)?.Key;
        Require(twice is null, $"its manifest has the {what} {twice} twice");
    }

    private static void Require(bool holds, string problem)
    {
        if (!holds) throw new ModelFileException(problem);
    }

    // Relative, and without steps.
    [GeneratedRegex(@"\A(words\.json|(corpora|grammars|audio)/[A-Za-z0-9_-][A-Za-z0-9._-]*)\z")]
    private static partial Regex Path();

    [GeneratedRegex(@"\A[0-9A-Fa-f]{64}\z")]
    private static partial Regex Hash();
}
