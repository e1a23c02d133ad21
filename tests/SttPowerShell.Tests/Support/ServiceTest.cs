namespace SttPowerShell.Tests.Support;

/// <summary>A test with a fake service, a folder, and a shell that stands in the folder.</summary>
public abstract class ServiceTest : IAsyncLifetime
{
    private protected FakeService Service { get; private set; } = null!;

    private protected Shell Shell { get; private set; } = null!;

    private protected TempFolder Folder { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Service = await FakeService.StartAsync();
        Folder = new TempFolder();
        Shell = new Shell();
        Shell.Get("$null = $ExecutionContext.SessionState.Path.SetLocation($args[0])", Folder.Path);
    }

    public async Task DisposeAsync()
    {
        Shell.Dispose();
        Folder.Dispose();
        await Service.DisposeAsync();
    }

    /// <summary>Connects the shell, and gives the session.</summary>
    private protected object Connect(string more = "", Shell? shell = null, string key = FakeService.Key)
        => (shell ?? Shell).Get($"Connect-SttService $args[0] -ApiKey $args[1] -MaximumRetryCount 0 {more}",
            Service.Uri, Secret(key)).Single()!;

    private protected static System.Security.SecureString Secret(string text)
    {
        System.Security.SecureString secret = new();
        foreach (char c in text) secret.AppendChar(c);
        return secret;
    }
}
