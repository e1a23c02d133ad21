using System.Net;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client.Local;

/// <summary>
/// Speaks to the local service about itself. Whatever needs the key is sent only after the process there has proved
/// that it knows it. Safe for concurrent use.
/// </summary>
internal sealed class LocalServiceClient : IDisposable
{
    private readonly LocalServiceEndpoint _endpoint;
    private readonly HttpMessageInvoker _connections;
    private readonly CancellationTokenSource _disposed = new();
    private readonly RequestPipeline _anonymous;
    private readonly RequestPipeline _authorized;

    /// <param name="endpoint">Where the service says that it is.</param>
    /// <param name="timeout">The longest wait for an answer; null for 10 s.</param>
    /// <exception cref="ArgumentException">The endpoint is not on this machine.</exception>
    public LocalServiceClient(LocalServiceEndpoint endpoint, TimeSpan? timeout = null)
    {
        if (!Uri.TryCreate(endpoint.Uri, UriKind.Absolute, out Uri? uri) || !uri.IsLoopback)
        {
            throw new ArgumentException($"'{endpoint.Uri}' is not an address of this machine.", nameof(endpoint));
        }

        _endpoint = endpoint;
        SpeechToTextOptions options = new()
        {
            Endpoint = uri,
            Authenticator = new NoAuthentication(),
            ConnectTimeout = TimeSpan.FromSeconds(5),
            IdleTimeout = timeout ?? TimeSpan.FromSeconds(10),
            MaxRetries = 0,
        };
        options.Validate();
        _connections = Connections.Open(options);
        _anonymous = new RequestPipeline(options, _connections);
        _authorized = new RequestPipeline(
            options with { Authenticator = BasicAuthentication.ForApiKey(endpoint.ApiKey) }, _connections);
    }

    /// <summary>Asks, without credentials, how far the service is; null if nothing listens there.</summary>
    /// <exception cref="LocalServiceIdentityException">
    /// What answers is not the service of the endpoint file.
    /// </exception>
    /// <exception cref="SttTransportException">It listens but gives no answer.</exception>
    public async Task<ReadyAnswer?> GetReadyAsync(CancellationToken cancel)
    {
        string nonce = ReadyProof.NewNonce();
        ServiceRequest request = new("getReady", HttpMethod.Get, RequestPath.Of("ready"))
        {
            Query = QueryString.Of("nonce", nonce),
            Repeatable = true,
            AlsoAnswers = HttpStatusCode.ServiceUnavailable,
        };
        ReadyAnswer answer;
        try
        {
            answer = (await _anonymous.GetAsync(request, WireJson.Plain.ReadyAnswer, cancel).ConfigureAwait(false))
                .Value;
        }
        catch (SttTransportException e) when (e.Failure == TransportFailure.Connection)
        {
            return null;
        }
        catch (Exception e) when (
            e is SttApiException or SttTransportException { Failure: TransportFailure.InvalidAnswer })
        {
            throw NotOurs("answers, but not as the local service does", e);
        }

        return ReadyProof.Verify(_endpoint.ApiKey, nonce, answer.Proof)
            ? answer
            : throw NotOurs("could not prove that it is the local service");
    }

    /// <summary>
    /// Tells the service that it has a client, for as long as the result is not disposed: a streaming answer is kept
    /// open, and the service counts those.
    /// </summary>
    /// <exception cref="SttTransportException">Nothing listens there.</exception>
    public async Task<IDisposable> AttachAsync(CancellationToken cancel)
    {
        await VerifyAsync(cancel).ConfigureAwait(false);
        ServiceRequest request = new("attach", HttpMethod.Get, RequestPath.Of("local", "attach"));
        HttpResponseMessage response = await _authorized.OpenAsync(request, cancel).ConfigureAwait(false);
        return await Attachment.OpenAsync(response, _disposed.Token).ConfigureAwait(false);
    }

    /// <summary>Asks the service to run until it is stopped, also if it was started to end when unused.</summary>
    /// <exception cref="SttApiException">503: it is just ending.</exception>
    public async Task KeepAsync(CancellationToken cancel)
    {
        await VerifyAsync(cancel).ConfigureAwait(false);
        ServiceRequest request = new("keep", HttpMethod.Post, RequestPath.Of("local", "keep"));
        await _authorized.DoAsync(request, cancel).ConfigureAwait(false);
    }

    /// <summary>Asks the service to stop. It answers at once and stops then.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        await VerifyAsync(cancel).ConfigureAwait(false);
        ServiceRequest request = new("stop", HttpMethod.Post, RequestPath.Of("local", "stop"));
        await _authorized.DoAsync(request, cancel).ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (!_disposed.IsCancellationRequested) _disposed.Cancel();
        _connections.Dispose();
    }

    /// <summary>Each time anew: the process may have ended meanwhile, and another have taken its port.</summary>
    private async Task VerifyAsync(CancellationToken cancel)
    {
        if (await GetReadyAsync(cancel).ConfigureAwait(false) is not null) return;
        throw new SttTransportException(TransportFailure.Connection, $"No local service listens at {_endpoint.Uri}.");
    }

    private LocalServiceIdentityException NotOurs(string what, Exception? inner = null) => new(
        $"The process at {_endpoint.Uri} {what}. Another program may have taken the port of a local service that "
        + "ended; no credentials were sent to it.",
        inner);
}
