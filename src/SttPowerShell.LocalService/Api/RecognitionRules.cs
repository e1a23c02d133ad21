using System.Globalization;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Api;

/// <summary>The ranges of recognition parameters, and which belong together (contract section 5.1).</summary>
internal static class RecognitionRules
{
    private const int MostKeywords = 1000;
    private const int LongestKeyword = 1024;
    private const double LongestEndSilence = 120;
    private const double LeastMetricsInterval = 0.1;

    /// <exception cref="RequestRefusedException">A value is out of range, or lacks what it needs.</exception>
    public static void Check(RecognitionParameters parameters)
    {
        Require(parameters.MaxAlternatives is null or >= 0, "max_alternatives", parameters.MaxAlternatives, "0 or more");
        Require(parameters.SmartFormattingVersion is null or >= 0, "smart_formatting_version",
            parameters.SmartFormattingVersion, "0 or more");
        CheckShare("customization_weight", parameters.CustomizationWeight);
        CheckShare("word_alternatives_threshold", parameters.WordAlternativesThreshold);
        CheckShare("keywords_threshold", parameters.KeywordsThreshold);
        CheckShare("speech_detector_sensitivity", parameters.SpeechDetectorSensitivity);
        CheckShare("background_audio_suppression", parameters.BackgroundAudioSuppression);
        Require(parameters.EndOfPhraseSilenceTime is null or (>= 0 and <= LongestEndSilence),
            "end_of_phrase_silence_time", parameters.EndOfPhraseSilenceTime, "a number from 0 to 120");
        Require(parameters.SadModule is null or 1 or 2, "sad_module", parameters.SadModule, "1 or 2");
        Require(parameters.InactivityTimeout is null or -1 or > 0, "inactivity_timeout", parameters.InactivityTimeout,
            "a whole number above 0, or -1 for no limit,");
        Require(parameters.ProcessingMetricsInterval is null or >= LeastMetricsInterval, "processing_metrics_interval",
            parameters.ProcessingMetricsInterval, "a number of seconds, 0.1 or more,");
        CheckKeywords(parameters);
    }

    /// <summary>Warnings about parameters that are taken and change nothing here.</summary>
    public static IEnumerable<string> Warnings(RecognitionParameters parameters)
    {
        if (parameters.BackgroundAudioSuppression is not null)
        {
            yield return WithoutEffect("background_audio_suppression");
        }
        if (parameters.SadModule is not null) yield return WithoutEffect("sad_module");
    }

    private static void CheckKeywords(RecognitionParameters parameters)
    {
        IReadOnlyList<string> keywords = parameters.Keywords ?? [];
        if (keywords.Count > 0 && parameters.KeywordsThreshold is null)
        {
            throw Refused("Required parameter 'keywords_threshold' is missing: 'keywords' needs it");
        }
        if (keywords.Count == 0 && parameters.KeywordsThreshold is not null)
        {
            throw Refused("Required parameter 'keywords' is missing: 'keywords_threshold' needs it");
        }
        if (keywords.Count > MostKeywords)
        {
            throw Refused($"Number of keywords {keywords.Count} exceeds the maximum of {MostKeywords}");
        }
        if (keywords.FirstOrDefault(keyword => keyword.Length > LongestKeyword) is { } tooLong)
        {
            throw Refused($"The keyword '{tooLong[..40]}…' has {tooLong.Length} characters; "
                + $"the maximum is {LongestKeyword}");
        }
        if (keywords.FirstOrDefault(keyword => KeywordMatches.Phrase(keyword).Length == 0) is { } blank)
        {
            throw RecognitionArguments.Refused("keywords", blank, "a word");
        }
    }

    private static void CheckShare(string name, double? value)
        => Require(value is null or (>= 0 and <= 1), name, value, "a number from 0 to 1");

    private static void Require(bool holds, string name, IFormattable? value, string expected)
    {
        if (!holds) throw RecognitionArguments.Refused(name, value!.ToString(null, CultureInfo.InvariantCulture), expected);
    }

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);

    private static string WithoutEffect(string name) => $"The parameter {name} has no effect in this service.";
}
