using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Http;

/// <summary>
/// Words the errors of one attempt: operation and resource, what happened, where, and how often it was tried.
/// </summary>
internal sealed class ExchangeErrors(
    ServiceRequest request, Uri address, int number, SpeechToTextOptions options, AuthenticationHeaderValue? header)
{
    private readonly Uri _shown = new(address.GetLeftPart(UriPartial.Path));

    private Authenticator Authenticator => options.Authenticator;

    /// <summary>The whole URL, with its query.</summary>
    public Uri Address => address;

    public string? TransactionId { get; set => field = value is null ? null : Clean(value); }

    private string Subject
        => request.Resource is null ? request.Operation : $"{request.Operation} for '{request.Resource}'";

    private string Host => address.GetLeftPart(UriPartial.Authority);

    private Uri? Proxy => options.Network.ProxyFor(address);

    private string Way => Proxy is Uri proxy ? $" through the proxy {proxy.GetLeftPart(UriPartial.Authority)}" : "";

    /// <summary>The service answered with a status that is no success.</summary>
    public SttApiException Refused(HttpResponseMessage response, string words, TimeSpan? retryAfter)
    {
        string status = $"{(int)response.StatusCode} {Clean(PlainText.OneLine(response.ReasonPhrase ?? ""))}".TrimEnd();
        string told = Clean(words);
        string end = (int)response.StatusCode is >= 300 and < 400
            ? $". {Redirected(response.Headers.Location)}"
            : told.Length > 0 ? $": {Sentence(told)}" : ", and the service gave no reason.";
        return Api($"{Subject} failed with {status}{end}", response.StatusCode, told, retryAfter);
    }

    /// <summary>The service answered with success and then wrote an error into the body.</summary>
    public SttApiException FailedLate(HttpResponseMessage response, ServiceAnswer answer)
    {
        bool coded = answer.Code is >= 400 and <= 599;
        string code = coded ? $" with {answer.Code} {answer.CodeDescription}".TrimEnd() : "";
        string told = Clean(PlainText.OneLine(answer.Error ?? ""));
        return Api(
            $"{Subject} failed{code} after the service had answered {(int)response.StatusCode}: {Sentence(told)}",
            coded ? (HttpStatusCode)answer.Code! : response.StatusCode,
            told,
            retryAfter: null);
    }

    /// <summary>Told that the service wants the token no more; whether there may be another.</summary>
    public bool InvalidateToken() => header is not null && Authenticator.Invalidate(header);

    /// <summary>The service sent an error over a WebSocket, and then closes it (contract section 6).</summary>
    public SttApiException FailedStreaming(ServiceAnswer answer, string progress)
    {
        bool coded = answer.Code is >= 400 and <= 599;
        string code = coded ? $" with {answer.Code} {answer.CodeDescription}".TrimEnd() : "";
        string told = Clean(PlainText.OneLine(answer.Error ?? ""));

        // Without a code, which is usual, its words tell: a session that saw no data for too long is HTTP's 408.
        bool late = told.Contains("Session timed out", StringComparison.OrdinalIgnoreCase);
        HttpStatusCode status = late ? HttpStatusCode.RequestTimeout : HttpStatusCode.BadRequest;
        string reason = told.Length > 0 ? $": {Sentence(told)}" : ", and the service gave no reason.";
        return Api(
            $"{Subject} failed{code} {progress}{reason}",
            coded ? (HttpStatusCode)answer.Code! : status,
            told,
            retryAfter: null);
    }

    /// <summary>The service closed a WebSocket before it had said that all results were sent.</summary>
    public SttTransportException Closed(int code, string reason, string progress)
    {
        string why = reason.Length > 0 ? $"{code}: {Clean(PlainText.OneLine(reason))}" : $"{code}";

        // RFC 6455, section 7.4.1: these say that what was sent can't be taken, now or later.
        bool refused = code is 1002 or 1003 or 1007 or 1008 or 1009 or 1010;
        return Transport(
            refused ? TransportFailure.InvalidAnswer : TransportFailure.Interrupted,
            string.Create(CultureInfo.InvariantCulture,
                $"{Host} closed the connection ({why}) {progress}, without saying that all results had been sent."),
            inner: null);
    }

    public SttTransportException Lost(string progress, string reason, Exception? inner)
        => Transport(
            TransportFailure.Interrupted, $"the connection to {Host} was lost {progress} ({Clean(reason)}).", inner);

    public SttTransportException TimedOut(string what, TimeSpan limit, string progress, Exception inner)
        => Transport(TransportFailure.Timeout, $"{Host} {what} for {Seconds(limit)} ({progress}).", inner);

    /// <summary>The limit of the whole call ran out, in an attempt or between two.</summary>
    public SttTransportException OutOfTime(TimeSpan limit, Exception inner)
        => Transport(TransportFailure.Timeout, $"no complete answer from {Host} within {Seconds(limit)}.", inner);

    /// <param name="detail">What is wrong with it.</param>
    /// <param name="head">Its beginning; null if that can't be shown.</param>
    /// <param name="inner">What was thrown.</param>
    public SttTransportException Invalid(string detail, string? head, Exception? inner) => Transport(
        TransportFailure.InvalidAnswer,
        $"{Host} did not answer as the service does ({Clean(detail)})"
            + head switch { null => ".", "" => "; the answer is empty.", _ => $": '{Clean(head)}'." },
        inner);

    public SttTransportException NotConnected(TimeSpan limit, Exception inner)
        => Transport(TransportFailure.Connection, $"no connection to {Host}{Way} within {Seconds(limit)}.", inner);

    public SttTransportException NotConnected(TransportFailure failure, Exception inner)
    {
        bool isProxys = Proxy is not null && failure is TransportFailure.NameResolution or TransportFailure.Connection;
        string what = failure switch
        {
            TransportFailure.NameResolution => Proxy is Uri proxy
                ? $"the proxy '{proxy.Host}' was not found"
                : $"the host '{address.Host}' was not found",
            TransportFailure.SecureConnection => $"no secure connection to {Host}{Way}",
            _ => $"no connection to {Host}{Way}",
        };
        return Transport(
            isProxys ? TransportFailure.Proxy : failure, $"{what} ({Clean(TransportFaults.Reason(inner))}).", inner);
    }

    /// <summary>Adds to an error of the body what was being done.</summary>
    public SttTransportException Adopt(SttTransportException own)
        => Transport(own.Failure, own.Message, own.InnerException);

    private SttApiException Api(string message, HttpStatusCode status, string words, TimeSpan? retryAfter)
    {
        SttApiException bare = new(message, status);
        return new SttApiException(message + Tail(RetryRules.IsPassing(bare)), status)
        {
            ServiceMessage = words,
            Operation = request.Operation,
            RequestUri = _shown,
            TransactionId = TransactionId,
            Resource = request.Resource,
            RetryAfter = retryAfter,
        };
    }

    private SttTransportException Transport(TransportFailure failure, string what, Exception? inner)
    {
        // What the network stack says may repeat the answer, too.
        if (inner is not null && inner.ToString() is string said && Clean(said) != said) inner = null;
        SttTransportException bare = new(failure, what, inner);
        return new SttTransportException(failure, $"{Subject} failed: {what}{Tail(RetryRules.IsPassing(bare))}", inner)
        {
            Operation = request.Operation,
            RequestUri = _shown,
            TransactionId = TransactionId,
            Resource = request.Resource,
        };
    }

    private string Tail(bool passing)
    {
        if (passing && request.Repeatable && !request.CanReplay)
        {
            return " It was not tried again, because the audio came from a stream, which can't be sent a second time.";
        }

        return number > 1 ? string.Create(CultureInfo.InvariantCulture, $" It was sent {number} times.") : "";
    }

    /// <summary>Takes out what a service may have echoed.</summary>
    public string Clean(string text)
    {
        string told = Redaction.Of(Authenticator.Redact(text), request.Secret ?? "");
        return Redaction.Of(told, header?.Parameter ?? "");
    }

    private string Redirected(Uri? location)
    {
        if (location is null) return "It points nowhere.";
        Uri target = new(address, location);
        string shown =
            Clean(target.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));
        string why = RedirectsWithinOrigin.IsSameOrigin(address, target)
            ? "of such a request, or after so many"
            : $"so that credentials and data stay with {Host}";
        return $"It points to {shown}, which is not followed {why}.";
    }

    private static string Sentence(string text)
        => text.Length > 0 && text[^1] is '.' or '!' or '?' or '…' ? text : text + ".";

    private static string Seconds(TimeSpan limit)
        => string.Create(CultureInfo.InvariantCulture, $"{limit.TotalSeconds:0.###} s");
}
