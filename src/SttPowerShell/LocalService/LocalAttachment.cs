using SttPowerShell.Client.Local;

namespace SttPowerShell.LocalService;

/// <summary>Keeps a local service alive for as long as it isn't disposed.</summary>
internal sealed class LocalAttachment : IDisposable
{
    private readonly LocalServiceClient _client;
    private readonly IDisposable _open;

    private LocalAttachment(LocalServiceClient client, IDisposable open)
    {
        _client = client;
        _open = open;
    }

    public static async Task<LocalAttachment> OpenAsync(LocalServiceEndpoint endpoint, CancellationToken cancel)
    {
        LocalServiceClient client = new(endpoint);
        try
        {
            return new LocalAttachment(client, await client.AttachAsync(cancel));
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _open.Dispose();
        _client.Dispose();
    }
}
