using System.Net.Sockets;
using System.Security.Authentication;

namespace SttPowerShell.Client.Http;

/// <summary>Reads from an exception of the network stack what it means.</summary>
internal static class TransportFaults
{
    /// <summary>What failed; null if the exception is not the network's.</summary>
    public static TransportFailure? Classify(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } request =>
            Classify(request.HttpRequestError),
        HttpRequestException or HttpIOException { HttpRequestError: HttpRequestError.Unknown }
            when exception.InnerException is { } inner => Classify(inner) ?? TransportFailure.Interrupted,
        HttpIOException stream => Classify(stream.HttpRequestError),
        AuthenticationException => TransportFailure.SecureConnection,
        InvalidDataException => TransportFailure.InvalidAnswer,
        HttpRequestException or IOException or SocketException => TransportFailure.Interrupted,
        _ => null,
    };

    /// <summary>An own exception that the network stack wrapped, such as that of a body that can't be read.</summary>
    public static SttTransportException? FindOwn(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is SttTransportException own) return own;
        }

        return null;
    }

    /// <summary>The innermost message: "Connection refused" and not "An error occurred".</summary>
    public static string Reason(Exception exception)
    {
        Exception cause = exception;
        while (cause.InnerException is { } inner) cause = inner;
        // .NET's words for a tunnel that a proxy refuses end with a quotation mark too many.
        return PlainText.OneLine(cause.Message).Replace("'.\"", "'", StringComparison.Ordinal).TrimEnd('.');
    }

    private static TransportFailure Classify(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => TransportFailure.NameResolution,
        HttpRequestError.ConnectionError => TransportFailure.Connection,
        HttpRequestError.ProxyTunnelError => TransportFailure.Proxy,
        HttpRequestError.SecureConnectionError => TransportFailure.SecureConnection,
        HttpRequestError.ResponseEnded or HttpRequestError.Unknown => TransportFailure.Interrupted,
        _ => TransportFailure.InvalidAnswer,
    };
}
