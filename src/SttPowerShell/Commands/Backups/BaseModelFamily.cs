namespace SttPowerShell.Commands;

/// <summary>Generations of base models, which their names tell (contract section 4).</summary>
internal enum BaseModelFamily
{
    Previous,
    Next,
    Large,
}

internal static class BaseModelFamilies
{
    public static BaseModelFamily Of(string name) => name switch
    {
        _ when name.EndsWith("_BroadbandModel", StringComparison.Ordinal) => BaseModelFamily.Previous,
        _ when name.EndsWith("_NarrowbandModel", StringComparison.Ordinal) => BaseModelFamily.Previous,
        _ when name.EndsWith("_Multimedia", StringComparison.Ordinal) => BaseModelFamily.Next,
        _ when name.EndsWith("_Telephony", StringComparison.Ordinal) => BaseModelFamily.Next,
        _ => BaseModelFamily.Large,
    };
}
