using System.Net;

namespace SttPowerShell.Client.Http;

/// <summary>Makes the one connection pool of a session.</summary>
internal static class Connections
{
    public static HttpMessageInvoker Open(SpeechToTextOptions options)
    {
        SocketsHttpHandler handler = new()
        {
            // It would follow to any host; see RedirectsWithinOrigin.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = options.ConnectTimeout,
            // Notices within a session of hours that the name has got another address.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            UseCookies = false,
            // An answer that nobody wants any more isn't read to its end only to keep the connection.
            MaxResponseDrainSize = ErrorBody.MaxBytes,
            ResponseDrainTimeout = TimeSpan.FromMilliseconds(100),
            PlaintextStreamFilter = static (context, _)
                => new ValueTask<Stream>(new EarlyAnswerStream(context.PlaintextStream)),
        };
        options.Network.Apply(handler, options.Endpoint);

        // Not an HttpClient: its time limit covers a whole upload but ends at the headers.
        return new HttpMessageInvoker(new RedirectsWithinOrigin(handler), disposeHandler: true);
    }
}
