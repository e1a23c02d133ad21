using System.Management.Automation;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>What keywords must be, so that the service takes them (contract section 5.1).</summary>
internal static class KeywordRules
{
    /// <summary>Characters of one keyword.</summary>
    private const int Longest = 1024;

    /// <summary>Keywords of a request.</summary>
    public const int Most = 1000;

    /// <summary>A query string may have some 8 KB, and other parameters need a part of it.</summary>
    private const int LongestQuery = 7500;

    /// <summary>The first thing that is wrong; null if nothing is.</summary>
    /// <param name="keywords">Null for none.</param>
    /// <param name="threshold">Null for none.</param>
    /// <param name="inUrl">Whether they must go into the URL; a WebSocket's start message has no such limits.</param>
    public static ErrorRecord? Check(string[]? keywords, double? threshold, bool inUrl)
    {
        if (keywords is null) return threshold is null ? null : RecognitionErrors.ThresholdWithoutKeywords();
        if (threshold is null) return RecognitionErrors.KeywordsWithoutThreshold();
        foreach (string keyword in keywords)
        {
            if (string.IsNullOrWhiteSpace(keyword)) return RecognitionErrors.InvalidKeyword(keyword, "is blank");
            if (keyword.Length > Longest)
            {
                return RecognitionErrors.InvalidKeyword(
                    keyword[..40] + "…", $"has {keyword.Length} characters, where {Longest} are allowed");
            }
        }
        if (!inUrl || FitUrl(keywords)) return null;
        return keywords.FirstOrDefault(HasComma) is { } comma
            ? RecognitionErrors.InvalidKeyword(comma, "has a comma, which separates keywords in a URL")
            : RecognitionErrors.TooManyKeywords(UrlLength(keywords), LongestQuery);
    }

    /// <summary>Whether they can go into a URL.</summary>
    public static bool FitUrl(string[] keywords) => !keywords.Any(HasComma) && UrlLength(keywords) <= LongestQuery;

    private static bool HasComma(string keyword) => keyword.Contains(',', StringComparison.Ordinal);

    private static int UrlLength(string[] keywords)
        => keywords.Sum(keyword => Uri.EscapeDataString(keyword).Length + 3);
}
