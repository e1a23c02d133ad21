namespace SttPowerShell.Client;

/// <summary>The two types of custom models, which have the same operations at different places.</summary>
/// <param name="Path">The first segment after <c>v1</c>.</param>
/// <param name="Name">How operation names call one, as in getLanguageModel.</param>
internal sealed record CustomModelKind(string Path, string Name)
{
    public static CustomModelKind Language { get; } = new("customizations", "LanguageModel");

    public static CustomModelKind Acoustic { get; } = new("acoustic_customizations", "AcousticModel");
}
