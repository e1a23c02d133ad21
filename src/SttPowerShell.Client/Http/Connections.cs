using System.Net;

namespace SttPowerShell.Client.Http;

/// <summary>Makes the one connection pool of a session.</summary>
internal static class Connections
{
    public static HttpMessageInvoker Open(SpeechToTextOptions options)
    {
        SocketsHttpHandler handler = new()
        {
            // Credentials go to the host that the user named and to no other.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = options.ConnectTimeout,
            // Notices within a session of hours that the name has got another address.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            UseCookies = false,
            // A proxy from the environment must not see what goes to this machine itself.
            UseProxy = !options.Endpoint.IsLoopback,
            // An answer that nobody wants any more isn't read to its end only to keep the connection.
            MaxResponseDrainSize = ErrorBody.MaxBytes,
            ResponseDrainTimeout = TimeSpan.FromMilliseconds(100),
            PlaintextStreamFilter = static (context, _)
                => new ValueTask<Stream>(new EarlyAnswerStream(context.PlaintextStream)),
        };

        // Not an HttpClient: its time limit covers a whole upload but ends at the headers.
        return new HttpMessageInvoker(handler, disposeHandler: true);
    }
}
