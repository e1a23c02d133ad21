using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Polly;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Http;

/// <summary>
/// The way of every request: overall limit, then retries, then authorization, then one <see cref="Exchange"/> with a
/// message of its own. Gives complete answers or throws. Safe for concurrent use.
/// </summary>
/// <param name="options">Where the service is, and the limits.</param>
/// <param name="connections">The session's connection pool, which the caller owns.</param>
internal sealed class RequestPipeline(SpeechToTextOptions options, HttpMessageInvoker connections)
{
    private readonly ResiliencePipeline _retry = RetryRules.Build(options);

    /// <summary>
    /// Whether the service was ever reached. Until then an address that nobody answers at is more likely wrong than
    /// passing, and one who connects is waiting: it isn't tried again.
    /// </summary>
    private volatile bool _reached;

    private SpeechToTextOptions Options => options;
    private HttpMessageInvoker Connections => connections;

    /// <summary>Sends the request and reads its answer.</summary>
    /// <exception cref="SttApiException">The service said no.</exception>
    /// <exception cref="SttTransportException">No complete answer came.</exception>
    public Task<Answer<T>> GetAsync<T>(ServiceRequest request, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : ServiceAnswer
        => ExecuteAsync(request, exchange => AnswerReader.ReadAsync(exchange, type), cancel);

    /// <summary>The same for an answer with one long list; see <see cref="AnswerReader.ReadListAsync"/>.</summary>
    public Task<Answer<ListAnswer<T, TElement>>> GetListAsync<T, TElement>(
        ServiceRequest request, string member, JsonTypeInfo<T> type, JsonElementReader<TElement> read,
        CancellationToken cancel)
        where T : ServiceAnswer
        => ExecuteAsync(request, exchange => AnswerReader.ReadListAsync(exchange, member, type, read), cancel);

    /// <summary>The same, with the service's own JSON text, of which the type is what has to be there.</summary>
    public Task<Answer<(string Json, T Value)>> GetTextAsync<T>(
        ServiceRequest request, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : ServiceAnswer
        => ExecuteAsync(request, exchange => AnswerReader.ReadTextAsync(exchange, type), cancel);

    /// <summary>The same, for an operation that tells nothing beyond success.</summary>
    public Task DoAsync(ServiceRequest request, CancellationToken cancel)
        => ExecuteAsync(request, AnswerReader.ReadAcknowledgementAsync, cancel);

    /// <summary>
    /// The same for a long list, whose elements are given as they arrive. Until the first one is there the request may
    /// be sent again, and all limits hold; from then on only the idle limit does, in each read, and what has been lost
    /// stays so. The list was whole only if the enumeration ends without an exception.
    /// </summary>
    /// <param name="request">What is asked.</param>
    /// <param name="member">The wire name of the list; in errors it tells what the elements are.</param>
    /// <param name="type">The elements.</param>
    /// <param name="cancel">Closes the connection.</param>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        ServiceRequest request, string member, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancel)
        where T : class
    {
        using AnswerElements<T> elements = await ExecuteAsync(
            request, exchange => AnswerElements<T>.OpenAsync(exchange, member, type), cancel).ConfigureAwait(false);
        while (elements.Current is T element)
        {
            yield return element;
            await elements.AdvanceAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The same, but only to the headers: the answer's body stays open, without limits, and is the caller's.
    /// </summary>
    public Task<HttpResponseMessage> OpenAsync(ServiceRequest request, CancellationToken cancel)
        => ExecuteAsync(request, static exchange => Task.FromResult(exchange.Detach()), cancel);

    /// <summary>Makes a WebSocket of a connection; it is the caller's, and no limit of this call ends it.</summary>
    public Task<UpgradedConnection> UpgradeAsync(ServiceRequest request, CancellationToken cancel)
        => ExecuteAsync(request, static exchange => exchange.UpgradeAsync(), cancel);

    private async Task<T> ExecuteAsync<T>(
        ServiceRequest request, Func<Exchange, Task<T>> read, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using CancellationTokenSource overall = new(options.OverallTimeout, options.Clock);
        using CancellationTokenSource call = CancellationTokenSource.CreateLinkedTokenSource(cancel, overall.Token);
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, call.Token);
        Call<T> state = new(this, request, read);
        try
        {
            return await _retry.ExecuteAsync(static (context, call) => call.TryAsync(context), context, state)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (OperationCanceledException e) when (overall.IsCancellationRequested)
        {
            ExchangeErrors errors = new(request, options.Endpoint, state.Sent, options, header: null);
            throw errors.OutOfTime(options.OverallTimeout, e);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private sealed class Call<T>(RequestPipeline pipeline, ServiceRequest request, Func<Exchange, Task<T>> read)
    {
        private bool _reauthorized;

        /// <summary>How often the request was sent.</summary>
        public int Sent { get; private set; }

        public async ValueTask<T> TryAsync(ResilienceContext context)
        {
            Authenticator authenticator = pipeline.Options.Authenticator;
            CancellationToken cancel = context.CancellationToken;

            // A failing token service has had retries of its own.
            context.Properties.Set(RetryRules.MayRepeat, false);
            context.Properties.Set(RetryRules.MayReplay, false);
            AuthenticationHeaderValue? header = await authenticator.GetHeaderAsync(cancel).ConfigureAwait(false);
            context.Properties.Set(RetryRules.MayRepeat, request.Repeatable && request.CanReplay);
            context.Properties.Set(RetryRules.MayReplay, request.CanReplay);
            context.Properties.Set(RetryRules.MayReconnect, pipeline._reached);
            try
            {
                return await SendAsync(header, cancel).ConfigureAwait(false);
            }
            catch (SttApiException e) when (
                header is not null && IsAboutTheToken(e) && authenticator.Invalidate(header))
            {
                _reauthorized = true;
                header = await authenticator.GetHeaderAsync(cancel).ConfigureAwait(false);
                return await SendAsync(header, cancel).ConfigureAwait(false);
            }
        }

        /// <summary>
        /// A 401 means that nothing was done, so any request whose body is still there can be sent again.
        /// </summary>
        private bool IsAboutTheToken(SttApiException exception)
            => !_reauthorized
            && request.CanReplay
            && Authenticator.IsAboutCredentials(exception.Status, exception.ServiceMessage);

        private async Task<T> SendAsync(AuthenticationHeaderValue? header, CancellationToken call)
        {
            Exchange exchange = new(request, pipeline.Options, header, ++Sent, call);
            try
            {
                await exchange.SendAsync(pipeline.Connections).ConfigureAwait(false);
                pipeline._reached = true;
                return await read(exchange).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                Exception clear = exchange.Translate(e);
                if (clear is SttApiException) pipeline._reached = true;
                if (ReferenceEquals(clear, e)) throw;
                throw clear;
            }
            finally
            {
                if (!exchange.IsHandedOver) exchange.Dispose();
            }
        }
    }
}
