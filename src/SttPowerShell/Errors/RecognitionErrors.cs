using System.Globalization;
using System.Management.Automation;

namespace SttPowerShell.Errors;

/// <summary>Errors about recognition parameters, found before any audio is sent.</summary>
internal static class RecognitionErrors
{
    public static ErrorRecord KeywordsWithoutThreshold() => SttErrors.Make(
        "KeywordThresholdMissing", ErrorCategory.InvalidArgument, null,
        "-Keyword was given without -KeywordThreshold.",
        "Give -KeywordThreshold the least confidence, 0 to 1, with which a keyword counts as heard, such as 0.5.");

    public static ErrorRecord ThresholdWithoutKeywords() => SttErrors.Make(
        "KeywordMissing", ErrorCategory.InvalidArgument, null,
        "-KeywordThreshold was given without -Keyword.", "Give the words and phrases to be spotted with -Keyword.");

    public static ErrorRecord InvalidKeyword(string keyword, string problem) => SttErrors.Make(
        "InvalidKeyword", ErrorCategory.InvalidArgument, keyword, $"The keyword '{keyword}' {problem}.",
        "Give each word or phrase as a string of its own.");

    public static ErrorRecord TooManyKeywords(int characters, int most) => SttErrors.Make(
        "TooManyKeywords", ErrorCategory.LimitsExceeded, null,
        string.Create(CultureInfo.InvariantCulture,
            $"The keywords take {characters} characters of the request's URL, which may have {most}."),
        "Look for fewer keywords at a time.");
}
