namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>The two forms of the Speech Recognition Grammar Specification.</summary>
internal enum GrammarFormat
{
    /// <summary>Augmented BNF: <c>application/srgs</c>.</summary>
    Abnf,
    /// <summary>XML: <c>application/srgs+xml</c>.</summary>
    Xml,
}

/// <summary>The formats' names in the store.</summary>
internal static class GrammarFormats
{
    public static string StoredName(this GrammarFormat format) => format switch
    {
        GrammarFormat.Abnf => "abnf",
        GrammarFormat.Xml => "xml",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    public static GrammarFormat Parse(string name) => name switch
    {
        "abnf" => GrammarFormat.Abnf,
        "xml" => GrammarFormat.Xml,
        _ => throw new FormatException($"There is no grammar format '{name}'."),
    };
}
