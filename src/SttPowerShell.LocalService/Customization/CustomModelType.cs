namespace SttPowerShell.LocalService.Customization;

/// <summary>The two types of custom models.</summary>
internal enum CustomModelType
{
    Language,
    Acoustic,
}

/// <summary>The types' names in the store and in messages.</summary>
internal static class CustomModelTypes
{
    public static string WireName(this CustomModelType type) => type switch
    {
        CustomModelType.Language => "language",
        CustomModelType.Acoustic => "acoustic",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static CustomModelType Parse(string name) => name switch
    {
        "language" => CustomModelType.Language,
        "acoustic" => CustomModelType.Acoustic,
        _ => throw new FormatException($"There is no model type '{name}'."),
    };
}
