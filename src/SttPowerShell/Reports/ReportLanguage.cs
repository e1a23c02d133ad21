using System.Text.RegularExpressions;

namespace SttPowerShell.Reports;

/// <summary>Tells the language of texts from the names of base models, which begin with it: en-US_Telephony.</summary>
internal static partial class ReportLanguage
{
    /// <summary>The language that all have; null if they differ or it can't be told.</summary>
    public static string? Of(IEnumerable<string?> baseModels)
    {
        string[] languages = [.. baseModels.Select(name => Language().Match(name ?? "").Groups[1].Value).Distinct()];
        return languages is [{ Length: > 0 } one] ? one : null;
    }

    [GeneratedRegex("^([a-z]{2,3}-[A-Z]{2})_")]
    private static partial Regex Language();
}
