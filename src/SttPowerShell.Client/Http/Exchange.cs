using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Http;

/// <summary>One attempt at a request: its message, its time limits, its answer, and how it fails.</summary>
internal sealed class Exchange : IDisposable
{
    private readonly ServiceRequest _request;
    private readonly SpeechToTextOptions _options;
    private readonly AuthenticationHeaderValue? _header;
    private readonly CancellationToken _call;
    private readonly CancellationTokenSource _linked;
    private readonly IdleLimit _idle;
    private readonly Upload _upload = new();
    private readonly ExchangeErrors _errors;
    private HttpResponseMessage? _response;

    /// <param name="request">What is asked.</param>
    /// <param name="options">Where, and within what limits.</param>
    /// <param name="header">The Authorization header.</param>
    /// <param name="number">Which attempt this is, from 1.</param>
    /// <param name="call">Cancelled when the whole call is, by its caller or by its overall limit.</param>
    public Exchange(
        ServiceRequest request,
        SpeechToTextOptions options,
        AuthenticationHeaderValue? header,
        int number,
        CancellationToken call)
    {
        _request = request;
        _options = options;
        _header = header;
        _call = call;
        _idle = new IdleLimit(options.Clock);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(call, _idle.Token);
        Uri address = new(options.Endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/') + request.Path + request.Query);
        _errors = new ExchangeErrors(request, address, number, options, header);
    }

    /// <summary>Cancelled when the attempt has to stop, for whatever reason.</summary>
    public CancellationToken Token => _linked.Token;

    public string? TransactionId => _errors.TransactionId;

    /// <summary>Whether it lives on after the call, and is its new owner's to dispose.</summary>
    public bool IsHandedOver { get; private set; }

    /// <summary>How many elements of a list have come, and what the list is called.</summary>
    public (int Count, string Name) Elements { get; set; }

    /// <summary>The body of the answer, once <see cref="OpenBodyAsync"/> gave it.</summary>
    public AnswerStream? Body { get; private set; }

    /// <summary>Sends the request and waits for the headers of a good answer.</summary>
    /// <exception cref="SttApiException">The status says no.</exception>
    public async Task SendAsync(HttpMessageInvoker connections)
    {
        if (_request.Body is not null) Upload.Current = _upload;
        using HttpRequestMessage message =
            ExchangeMessage.Build(_request, _options, _errors.Address, _header, _upload, _idle);
        _idle.Restart(_options.IdleTimeout);
        _response = await connections.SendAsync(message, Token).ConfigureAwait(false);
        _errors.TransactionId = FindTransactionId(_response.Headers);
        if (_response.IsSuccessStatusCode || _response.StatusCode == _request.AlsoAnswers) return;

        AnswerStream body = await OpenBodyAsync().ConfigureAwait(false);
        MediaTypeHeaderValue? type = _response.Content.Headers.ContentType;
        string words = await ErrorBody.ReadAsync(body, type, Token).ConfigureAwait(false);
        _call.ThrowIfCancellationRequested();
        throw _errors.Refused(_response, words, RetryAfter(_response.Headers.RetryAfter));
    }

    /// <summary>The body of the answer, to be read once.</summary>
    public async Task<AnswerStream> OpenBodyAsync()
    {
        HttpContent content = _response!.Content;
        Stream stream = await content.ReadAsStreamAsync(Token).ConfigureAwait(false);
        bool framed = content.Headers.ContentLength is not null || _response.Headers.TransferEncodingChunked == true;
        Body = new AnswerStream(stream, _idle, _options.IdleTimeout, framed);
        return Body;
    }

    /// <summary>
    /// Hands the exchange over to one who reads on after the call: only the idle limit and the new owner's own token
    /// end it from now on.
    /// </summary>
    public void HandOver() => IsHandedOver = true;

    /// <summary>A token for reading after <see cref="HandOver"/>.</summary>
    public CancellationTokenSource LinkTo(CancellationToken owner)
        => CancellationTokenSource.CreateLinkedTokenSource(owner, _idle.Token);

    /// <summary>Hands the answer over: from now on it is the caller's, and no limit of this attempt ends it.</summary>
    public HttpResponseMessage Detach()
    {
        HttpResponseMessage response = _response!;
        _response = null;
        return response;
    }

    /// <summary>
    /// Hands over a connection that has become a WebSocket, and the words for what happens on it from now on.
    /// </summary>
    /// <exception cref="SttTransportException">The service answered with success but went on with HTTP.</exception>
    public async Task<UpgradedConnection> UpgradeAsync()
    {
        if (_response!.StatusCode == HttpStatusCode.SwitchingProtocols) return new(Detach(), _errors);
        AnswerStream body = await OpenBodyAsync().ConfigureAwait(false);
        await ErrorBody.ReadAsync(body, _response.Content.Headers.ContentType, Token).ConfigureAwait(false);
        throw BadAnswer(string.Create(CultureInfo.InvariantCulture,
            $"status {(int)_response.StatusCode} where a WebSocket begins with 101"));
    }

    /// <summary>The error of an answer with a good status whose body says that the request failed.</summary>
    public SttApiException FailedLate(ServiceAnswer answer) => _errors.FailedLate(_response!, answer);

    /// <summary>The error of an answer whose body can't be used.</summary>
    public SttTransportException BadAnswer(string detail, Exception? inner = null) => Body is { BrokeOff: true } cut
        ? _errors.Lost(Progress(), $"the answer breaks off{EndOf(cut)}", inner)
        : _errors.Invalid(Came is { } came ? $"{detail}, after {came}" : detail, Head, inner);

    /// <summary>What an exception of this attempt means; the exception itself if it is clear already.</summary>
    public Exception Translate(Exception exception)
    {
        if (exception is SttApiException) return exception;
        if (_call.IsCancellationRequested) return new OperationCanceledException(exception.Message, exception, _call);
        if (_idle.RanOut) return TimedOut(exception);
        if (exception is OperationCanceledException) return _errors.NotConnected(_options.ConnectTimeout, exception);
        if (TransportFaults.FindOwn(exception) is { } own) return own.Operation.Length > 0 ? own : _errors.Adopt(own);
        return TransportFaults.Classify(exception) switch
        {
            null => exception,
            TransportFailure.Interrupted =>
                _errors.Lost(Progress(), TransportFaults.Reason(_upload.Broken ?? exception), exception),
            TransportFailure.InvalidAnswer =>
                _errors.Invalid(TransportFaults.Reason(exception), Head, exception),
            { } failure => _errors.NotConnected(failure, exception),
        };
    }

    public void Dispose()
    {
        _response?.Dispose();
        _linked.Dispose();
        _idle.Dispose();
    }

    /// <summary>The beginning of the answer, for messages; null if that must not be shown.</summary>
    private string? Head => _request.IsAnswerSecret ? null : Body?.Head ?? "";

    /// <summary>"12 words"; null where no list is read.</summary>
    private string? Came => Elements is { Name: { } name, Count: { } count }
        ? string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? name.TrimEnd('s') : name)}")
        : null;

    private SttTransportException TimedOut(Exception exception) => _errors.TimedOut(
        Body is null && _request.Body is not null && _idle.Limit == _options.SendTimeout && _upload.Sent < (_upload.Length ?? long.MaxValue)
            ? "took no more of the request" : "sent nothing",
        _idle.Limit,
        Progress(),
        exception);

    /// <summary>How far the exchange got, to follow on "was lost".</summary>
    private string Progress()
    {
        if (_response is not null)
        {
            long received = Body?.Received ?? 0;
            string more = Came is { } came ? $" with {came}" : "";
            return _response.Content.Headers.ContentLength is { } length
                ? $"after {received} of {length} bytes of the answer{more}"
                : $"after {received} bytes of the answer{more}";
        }

        if (_request.Body is null) return "before the service answered";
        string sent = _upload.Length is { } whole ? $"{_upload.Sent} of {whole}" : $"{_upload.Sent}";
        return $"before the service answered, after {sent} bytes of the request were sent";
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
        => header?.Delta ?? (header?.Date is { } date ? date - _options.Clock.GetUtcNow() : null);

    private static string? FindTransactionId(HttpResponseHeaders headers)
    {
        foreach (string name in new[] { "X-Global-Transaction-Id", "X-DP-Watson-Tran-ID" })
        {
            if (headers.TryGetValues(name, out IEnumerable<string>? values)) return PlainText.OneLine(values.First());
        }

        return null;
    }

    private string EndOf(AnswerStream body)
    {
        if (_request.IsAnswerSecret) return "";
        string head = _errors.Clean(body.Head);
        return $" at '{(head.Length <= 40 ? head : "…" + head[^40..])}'";
    }
}
