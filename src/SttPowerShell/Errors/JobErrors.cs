using System.Globalization;
using System.Management.Automation;
using SttPowerShell.Sessions;

namespace SttPowerShell.Errors;

/// <summary>Errors of recognition jobs and of the callbacks that are told of them.</summary>
internal static class JobErrors
{
    public static ErrorRecord Failed(SttRecognitionJob job) => SttErrors.Make(
        "RecognitionJobFailed", ErrorCategory.InvalidResult, job,
        $"{Name(job, true)} has failed: {job.Error ?? "the service gives no reason."}",
        "Mend what the service's words name, then run Start-SttRecognitionJob again; Remove-SttRecognitionJob removes "
        + "this one.");

    public static ErrorRecord NotEnded(SttRecognitionJob job) => SttErrors.Make(
        "RecognitionJobNotEnded", ErrorCategory.ResourceUnavailable, job,
        $"{Name(job, true)} is still {Status(job)}, and has no results yet.",
        "Use Receive-SttRecognitionJob -Wait, or Wait-SttRecognitionJob before it.");

    public static ErrorRecord Stuck(SttRecognitionJob job) => SttErrors.Make(
        "RecognitionJobStatusUnknown", ErrorCategory.InvalidResult, job,
        $"{Name(job, true)} has been {Status(job)} for ten minutes, a status that this module doesn't know.",
        "Look at it with Get-SttRecognitionJob; a newer version of this module may know the status.");

    public static ErrorRecord WithoutResults(SttRecognitionJob job) => SttErrors.Make(
        "RecognitionJobWithoutResults", ErrorCategory.InvalidResult, job,
        $"{Name(job, true)} has completed, and the service gives no results of it.",
        "Run Start-SttRecognitionJob again.");

    public static ErrorRecord TimedOut(JobWatch watch, double seconds) => SttErrors.Make(
        "RecognitionJobWaitTimeout", ErrorCategory.OperationTimeout, watch.Job,
        string.Create(CultureInfo.CurrentCulture, $"{watch.Name} was still {watch.Status} after {seconds} s.")
            + (watch.Failure is null ? "" : $" The service's last answer was a failure: {watch.Failure}"),
        "The service goes on with it: run Wait-SttRecognitionJob again, with a longer -Timeout or none.");

    public static ErrorRecord NotFound(string id) => SttErrors.Make(
        "RecognitionJobNotFound", ErrorCategory.ObjectNotFound, id, $"'{id}' is not the id of a recognition job.",
        "Run Get-SttRecognitionJob to list the latest jobs.");

    public static ErrorRecord TimeoutWithoutWait() => SttErrors.Make(
        "TimeoutWithoutWait", ErrorCategory.InvalidArgument, null, "-Timeout was given without -Wait.",
        "Add -Wait, or leave -Timeout out.");

    /// <param name="parameter">What was given.</param>
    public static ErrorRecord NeedsCallback(string parameter) => SttErrors.Make(
        "CallbackNeeded", ErrorCategory.InvalidArgument, null,
        $"-{parameter} was given without -CallbackUri, and only a callback is told of it.",
        "Give -CallbackUri a URL that was registered with Register-SttCallback.");

    public static ErrorRecord ConflictingEvents() => SttErrors.Make(
        "ConflictingEvents", ErrorCategory.InvalidArgument, null,
        "A callback can be told of Completed or of CompletedWithResults, not of both.", "Leave one of them out.");

    public static ErrorRecord InvalidCallback(Uri uri) => SttErrors.Make(
        "InvalidCallback", ErrorCategory.InvalidArgument, uri,
        $"'{uri.OriginalString}' is not the address of a callback: it must be an absolute http or https URL.",
        "Give the whole URL, such as https://example.com/results.");

    public static ErrorRecord InvalidCustomerId(string id) => SttErrors.Make(
        "InvalidCustomerId", ErrorCategory.InvalidArgument, id,
        $"The customer id '{id}' can't be sent: it must be ASCII text without space around it, ; and =.",
        "Give another id, and the same one to Remove-SttUserData.");

    /// <summary>The job for a sentence, with its file if that is known.</summary>
    public static string Name(SttRecognitionJob job, bool first = false)
    {
        string file = job.Path is string path ? $" ({Path.GetFileName(path)})" : "";
        return $"{(first ? "T" : "t")}he recognition job {job.Id}{file}";
    }

    /// <summary>Its status in the service's word.</summary>
    public static string Status(SttRecognitionJob job)
        => string.IsNullOrEmpty(job.StatusText) ? "without a status" : job.StatusText;
}
