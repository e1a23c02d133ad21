using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using SttPowerShell.Client.Http;

namespace SttPowerShell.Client.Diagnosis;

/// <summary>
/// Makes one connection to a service in the way that all requests take, and notes how far it gets. Nothing secret is
/// sent.
/// </summary>
/// <param name="endpoint">The service.</param>
/// <param name="network">Proxy and certificates.</param>
/// <param name="limit">How long connecting may take, and then the answer.</param>
internal sealed class ConnectionProbe(Uri endpoint, NetworkSettings network, TimeSpan limit)
{
    private readonly ConnectionReport _report = new(endpoint, network.ProxyFor(endpoint));

    public async Task<ConnectionReport> RunAsync(CancellationToken cancel)
    {
        using CancellationTokenSource timed = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timed.CancelAfter(limit * 2);
        using HttpMessageInvoker connection = new(CreateHandler(), disposeHandler: true);
        using HttpRequestMessage question = new(HttpMethod.Head, endpoint);
        try
        {
            using HttpResponseMessage answer =
                await connection.SendAsync(question, timed.Token).ConfigureAwait(false);
            _report.Status = answer.StatusCode;
            if (answer.StatusCode == HttpStatusCode.ProxyAuthenticationRequired) Fail(TransportFailure.Proxy, "407");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Fail(TransportFailure.Timeout, FormattableString.Invariant($"nothing within {limit.TotalSeconds:0.###} s"));
        }
        catch (Exception e) when (TransportFaults.Classify(e) is not null)
        {
            Fail(TransportFaults.Classify(e)!.Value, TransportFaults.Reason(e));
        }

        return _report;
    }

    private SocketsHttpHandler CreateHandler()
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = limit,
            ConnectCallback = ConnectAsync,
            PlaintextStreamFilter = NoteOpen,
        };
        network.Apply(handler, endpoint);
        handler.SslOptions.RemoteCertificateValidationCallback = Validate;
        return handler;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        _report.Target = context.DnsEndPoint;
        IPAddress[] addresses =
            await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel).ConfigureAwait(false);
        _report.Addresses = addresses;
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel).ConfigureAwait(false);
            IPEndPoint peer = (IPEndPoint)socket.RemoteEndPoint!;
            IPAddress address = peer.Address.IsIPv4MappedToIPv6 ? peer.Address.MapToIPv4() : peer.Address;
            _report.Peer = new IPEndPoint(address, peer.Port);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is X509Certificate2 shown) _report.Certificate = CertificateReport.Of(shown, chain, errors);
        return network.SkipCertificateCheck || errors == SslPolicyErrors.None;
    }

    private ValueTask<Stream> NoteOpen(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancel)
    {
        _report.Protocol = (context.PlaintextStream as SslStream)?.SslProtocol;
        _report.IsOpen = true;
        return ValueTask.FromResult(context.PlaintextStream);
    }

    private void Fail(TransportFailure failure, string reason)
    {
        _report.Failure = failure;
        _report.Reason = reason;
    }
}
