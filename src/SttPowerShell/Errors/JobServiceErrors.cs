using System.Management.Automation;
using System.Net;
using SttPowerShell.Client;

namespace SttPowerShell.Errors;

/// <summary>What a refusal means that only recognition jobs and their callbacks have.</summary>
internal static class JobServiceErrors
{
    /// <summary>For a request whose answer is lost.</summary>
    public const string LookFirst = "The service may have taken the recording all the same: look with "
        + "Get-SttRecognitionJob whether the job is there before you send it again.";

    /// <param name="e">What the service said.</param>
    /// <param name="on">The input, quoted, after a space; or nothing.</param>
    /// <returns>Null for what other operations can be refused with, too.</returns>
    public static (string Id, ErrorCategory Category, string What, string Advice)? Find(SttApiException e, string on)
        => (e.Operation, e.Status) switch
        {
            ("checkJob" or "deleteJob", HttpStatusCode.NotFound) when e.ServiceMessage.Length == 0
                || !ServiceErrors.IsUnknownPath(e.ServiceMessage) => (
                "RecognitionJobNotFound", ErrorCategory.ObjectNotFound, $"The service has no recognition job{on}.",
                "Run Get-SttRecognitionJob to list the latest jobs. A job is gone when its time to live is over."),
            ("deleteJob", HttpStatusCode.BadRequest or HttpStatusCode.Conflict) => (
                "RecognitionJobBusy", ErrorCategory.ResourceBusy,
                $"The recognition job can't be removed now{For(on)}.",
                "Run Wait-SttRecognitionJob first: a job that the service is working at can't be removed."),
            ("createJob", HttpStatusCode.BadRequest) when Has(e, "callback") && Has(e, "regist") => (
                "CallbackNotRegistered", ErrorCategory.InvalidArgument,
                $"The callback isn't registered with this instance of the service{For(on)}.",
                "Run Register-SttCallback with the same URL first."),
            ("createJob", >= HttpStatusCode.InternalServerError and not HttpStatusCode.ServiceUnavailable) => (
                "ServiceFailed", ErrorCategory.InvalidResult, $"The service failed{For(on)}.", LookFirst),
            ("registerCallback", HttpStatusCode.BadRequest) => (
                "CallbackRefused", ErrorCategory.InvalidOperation, $"The callback was not registered{For(on)}.",
                "The server at the URL must answer GET with status 200, Content-Type text/plain and the value of "
                + "challenge_string as its body, within five seconds."),
            ("unregisterCallback", HttpStatusCode.NotFound) when !ServiceErrors.IsUnknownPath(e.ServiceMessage) => (
                "CallbackNotRegistered", ErrorCategory.ObjectNotFound, $"No such callback is registered{For(on)}.",
                "Give the URL just as it was registered."),
            ("deleteUserData", HttpStatusCode.Conflict) => (
                "ResourceBusy", ErrorCategory.ResourceBusy, $"The data can't be deleted now{For(on)}.",
                "The service is working at some of it: try again when that has ended."),
            _ => null,
        };

    private static bool Has(SttApiException e, string part)
        => e.ServiceMessage.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static string For(string on) => on.Length > 0 ? " for" + on : "";
}
