namespace SttPowerShell.Client.Local;

/// <summary>An open answer that is read, so that the service can always write to it, and thrown away.</summary>
internal sealed class Attachment : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly CancellationTokenSource _stop;
    private readonly Task _drained;
    private int _disposed;

    private Attachment(HttpResponseMessage response, Stream stream, CancellationToken client)
    {
        _response = response;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(client);
        _drained = DrainAsync(stream, _stop.Token);
    }

    /// <summary>Ends when the service does, or when this is disposed.</summary>
    public Task Ended => _drained;

    /// <param name="response">The answer, whose headers have come.</param>
    /// <param name="client">Cancelled when the client is disposed: its attachments end with it.</param>
    public static async Task<Attachment> OpenAsync(HttpResponseMessage response, CancellationToken client)
    {
        Stream stream = await response.Content.ReadAsStreamAsync(CancellationToken.None).ConfigureAwait(false);
        return new Attachment(response, stream, client);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;

        // A cancelled read closes the connection at once; only disposing would wait for the rest of the answer.
        _stop.Cancel();
        _response.Dispose();
        _stop.Dispose();
    }

    private static async Task DrainAsync(Stream stream, CancellationToken stop)
    {
        byte[] buffer = new byte[256];
        try
        {
            while (await stream.ReadAsync(buffer, stop).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Either way the attachment is over.
        }
    }
}
