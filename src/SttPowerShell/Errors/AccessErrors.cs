using System.Management.Automation;
using System.Net;
using SttPowerShell.Client;

namespace SttPowerShell.Errors;

/// <summary>
/// What a refusal means that is about the URL or the credentials and not about what was asked. The service on IBM Cloud
/// answers a URL of another region or instance with 401, 403 or 404 (contract section 3).
/// </summary>
internal static class AccessErrors
{
    private const string Diagnose = "Test-SttService finds out which it is.";

    /// <returns>Null for what is about something else.</returns>
    public static (string Id, ErrorCategory Category, string What, string Advice)? Find(
        SttApiException e, SttSession? session)
    {
        if (e.Operation == "getToken" && Exchange(e) is { } ofExchange) return ofExchange;
        bool isUnknownPath = ServiceErrors.IsUnknownPath(e.ServiceMessage)
            || e.ServiceMessage.TrimEnd('.').Equals("Not Found", StringComparison.OrdinalIgnoreCase);
        return e.Status switch
        {
            HttpStatusCode.Unauthorized when session is { IsLocal: true } => ("LocalServiceGone",
                ErrorCategory.ResourceUnavailable,
                "The local service was started anew since this session was opened, with a new key; run "
                    + "Connect-SttService -Local again.",
                "Run Connect-SttService -Local again. Custom models are kept: get them anew, since objects of the old "
                    + "session belong to it."),
            HttpStatusCode.Unauthorized when session is { Authentication: SttAuthentication.Bearer } => ("AccessDenied",
                ErrorCategory.AuthenticationError, $"The service refused the token at {e.RequestUri}{Place(e)}.",
                "Connect again with a fresh token; -TokenScript supplies one whenever it is needed."),
            HttpStatusCode.Unauthorized => ("AccessDenied", ErrorCategory.AuthenticationError,
                $"The service refused the credentials at {e.RequestUri}{Place(e)}.", CheckKey(e)),
            HttpStatusCode.Forbidden => ("AccessDenied", ErrorCategory.PermissionDenied,
                $"The service doesn't let these credentials do this at {e.RequestUri}{Place(e)}.", CheckKey(e)),
            HttpStatusCode.NotFound when isUnknownPath || session is null => ("ServiceNotFound",
                ErrorCategory.ResourceUnavailable,
                $"There is no such resource of a Speech to Text service at {e.RequestUri}{Place(e)}.",
                "Check the URL: it must be the instance's own, in the instance's region, up to but without /v1. "
                    + Diagnose),
            HttpStatusCode.ProxyAuthenticationRequired => ("ProxyFailed", ErrorCategory.ConnectionError,
                "The proxy asks for credentials.",
                "Give them with -ProxyCredential of Connect-SttService, or use -ProxyUseDefaultCredentials."),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => ("Redirected",
                ErrorCategory.ResourceUnavailable, "What answers at the URL points elsewhere.",
                "If what it points to is the service, connect to that URL. Some networks answer so until one has "
                    + "signed in with a browser."),
            _ => null,
        };
    }

    private static (string, ErrorCategory, string, string)? Exchange(SttApiException e) => e.Status switch
    {
        HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ("AccessDenied",
            ErrorCategory.AuthenticationError,
            $"The token service at {e.RequestUri} refused the API key or password.",
            "Check the API key, or user and password, and that they are of this token service; -AuthenticationUri "
                + "names another."),
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => ("TokenServiceNotFound",
            ErrorCategory.ResourceUnavailable, $"There is no token service at {e.RequestUri}.",
            "Name the token service with -AuthenticationUri; or, if the service takes keys and passwords itself, give "
                + "-Authentication Basic."),
        _ => null,
    };

    /// <summary>What the URL names, since credentials are good for just that.</summary>
    private static string Place(SttApiException e)
    {
        if (e.RequestUri is null) return "";
        InstanceUrl url = InstanceUrl.Of(e.RequestUri);
        string instance = url.InstanceId is null ? "the credentials' own instance" : $"instance {url.InstanceId}";
        return url.Host switch
        {
            InstanceHost.Cloud => $", which is {instance} in region {url.Region}: a wrong region or instance is "
                + "answered in the same way",
            InstanceHost.CloudPak => $", which is {instance}: a wrong instance is answered in the same way",
            InstanceHost.OtherOfCloud => ", which isn't Speech to Text but another service of IBM Cloud",
            InstanceHost.Former => ", a host that IBM has replaced",
            _ => "",
        };
    }

    private static string CheckKey(SttApiException e) => e.RequestUri is { IsLoopback: true }
        ? "Check the API key; a local service makes a new one at each start. Connect-SttService -Local finds it."
        : "Check the API key, and that it belongs to the instance and the region of this URL: copy both from the same "
            + "credentials of the service. " + Diagnose;
}
