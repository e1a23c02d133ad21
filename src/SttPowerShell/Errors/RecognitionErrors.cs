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
        "Give each word or phrase as a string of its own; one that really has a comma can be sent over a WebSocket only.");

    public static ErrorRecord TooManyKeywords(int characters, int most) => SttErrors.Make(
        "TooManyKeywords", ErrorCategory.LimitsExceeded, null,
        string.Create(CultureInfo.InvariantCulture,
            $"The keywords take {characters} characters of the request's URL, which may have {most}."),
        "Look for fewer keywords at a time, or use Invoke-SttRecognition without -Transport Http: over a WebSocket they "
        + "don't go into the URL.");

    public static ErrorRecord OverHttp(string parameter) => SttErrors.Make(
        "TransportNotSuitable", ErrorCategory.InvalidArgument, null,
        $"-{parameter} needs a WebSocket, and -Transport Http was given.",
        $"Leave -Transport out, or leave -{parameter} out.");

    public static ErrorRecord RateMissing(string type) => SttErrors.Make(
        "ContentTypeNeeded", ErrorCategory.InvalidArgument, type,
        $"The type '{type}' is of raw audio, which doesn't tell its sampling rate.",
        $"Give the rate with it, for instance -ContentType '{type};rate=16000'.");

    public static ErrorRecord TooLongForHttp(object target, string name, long bytes) => SttErrors.Make(
        "AudioTooLong", ErrorCategory.LimitsExceeded, target,
        string.Create(CultureInfo.InvariantCulture,
            $"{name} has {bytes / 1048576.0:0.0} MB, and one request over HTTP may carry 100 MB."),
        "Leave -Transport out: over WebSockets WAV and raw samples go on in further requests.");

    /// <summary>Adds to the error of a live recognition what had been recognised before it.</summary>
    public static ErrorRecord WithPartial(ErrorRecord failure, string transcript, double seconds)
    {
        if (transcript.Length == 0 || failure.Exception is not SttException told) return failure;
        const int Shown = 100;
        string end = transcript.Length <= Shown ? transcript : "…" + transcript[^Shown..];
        string message = string.Create(CultureInfo.InvariantCulture,
            $"{told.Message} Until then {seconds:0.0} s were recognised: '{end}' (PartialTranscript has all of it).");
        SttException whole = new(message, told.InnerException)
        {
            StatusCode = told.StatusCode,
            TransactionId = told.TransactionId,
            Operation = told.Operation,
            RequestUri = told.RequestUri,
            ServiceMessage = told.ServiceMessage,
            PartialTranscript = transcript,
        };
        return SttErrors.Make(failure.FullyQualifiedErrorId, failure.CategoryInfo.Category, failure.TargetObject, whole,
            failure.ErrorDetails.RecommendedAction);
    }
}
