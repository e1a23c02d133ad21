using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Engine;
using SttPowerShell.LocalService.Hosting;
using SttPowerShell.LocalService.Recognition;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Api;

/// <summary>Gives all that goes wrong, in a handler or outside, the contract's error body (section 3).</summary>
internal sealed class ErrorAnswers(RequestDelegate next, ILogger<ErrorAnswers> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http).ConfigureAwait(false);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: nobody is left to answer.
            return;
        }
        catch (Exception failure) when (!http.Response.HasStarted || KeptAliveAnswer.HasBegun(http))
        {
            await AnswerAsync(http, failure).ConfigureAwait(false);
            return;
        }
        if (!http.Response.HasStarted && http.Response is { StatusCode: >= 400, ContentType: null })
        {
            (string description, string error) = Wording(http, http.Response.StatusCode);
            await WriteAsync(http, http.Response.StatusCode, description, error).ConfigureAwait(false);
        }
    }

    /// <summary>The words for a failure, which is logged if it is the service's own.</summary>
    public static string Describe(HttpContext http, Exception failure, ILogger log)
    {
        (int status, string error) = Describe(http, failure);
        Report(http, failure, status, error, log);
        return error;
    }

    private Task AnswerAsync(HttpContext http, Exception failure)
    {
        (int status, string error) = Describe(http, failure);
        Report(http, failure, status, error, log);
        return WriteAsync(http, status, ReasonPhrases.GetReasonPhrase(status), error);
    }

    private static (int Status, string Error) Describe(HttpContext http, Exception failure)
        => failure switch
        {
            RequestRefusedException refused => (refused.Status, refused.Message),
            AudioRejectedException rejected => (rejected.Status, rejected.Message),
            EngineUnavailableException missing => (StatusCodes.Status503ServiceUnavailable, missing.Message),
            StoreException broken => (StatusCodes.Status500InternalServerError, broken.Message),
            BadHttpRequestException bad => (bad.StatusCode, Wording(http, bad)),
            InvalidDataException unreadable when IsPacked(http.Request) => (
                StatusCodes.Status400BadRequest, $"The request's body can't be read: {unreadable.Message}"),
            _ => (StatusCodes.Status500InternalServerError,
                $"The service failed. Its log has the details under transaction {http.TransactionId()}."),
        };

    /// <summary>Whether the body is a form or compressed, so that the framework reads it before the service does.</summary>
    private static bool IsPacked(HttpRequest request)
        => request.HasFormContentType || request.Headers.ContentEncoding.Count > 0;

    private static void Report(HttpContext http, Exception failure, int status, string error, ILogger log)
    {
        string path = http.Request.Path;
        if (status == StatusCodes.Status500InternalServerError)
        {
            Log.RequestFailed(log, failure, http.Request.Method, path, http.TransactionId());
        }
        else if (status == StatusCodes.Status503ServiceUnavailable)
        {
            Log.ServiceUnavailable(log, http.Request.Method, path, status, http.TransactionId(), error);
        }
    }

    private static (string Description, string Error) Wording(HttpContext http, int status) => status switch
    {
        StatusCodes.Status404NotFound => ("No Such Resource", "No such child resource."),
        StatusCodes.Status405MethodNotAllowed => (ReasonPhrases.GetReasonPhrase(status),
            $"Method {http.Request.Method} is not allowed here; allowed: {http.Response.Headers.Allow}."),
        StatusCodes.Status415UnsupportedMediaType => (ReasonPhrases.GetReasonPhrase(status),
            $"The content type '{http.Request.ContentType}' is not supported here."),
        _ => (ReasonPhrases.GetReasonPhrase(status), ReasonPhrases.GetReasonPhrase(status)),
    };

    private static string Wording(HttpContext http, BadHttpRequestException bad)
    {
        if (bad.StatusCode != StatusCodes.Status413PayloadTooLarge) return bad.Message;
        long? limit = http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        return $"Payload exceeds the {limit} bytes limit.";
    }

    private static Task WriteAsync(HttpContext http, int status, string description, string error)
    {
        if (!http.Response.HasStarted) http.Response.StatusCode = status;
        ServiceError body = new() { Code = status, CodeDescription = description, Error = error };
        return KeptAliveAnswer.WriteAsync(http, body, WireJson.Plain.ServiceError);
    }
}
