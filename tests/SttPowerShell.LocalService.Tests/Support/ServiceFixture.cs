namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>One service process for all tests of a class: without a recogniser, and with a second instance.</summary>
public sealed class ServiceFixture : IAsyncLifetime, IDisposable
{
    /// <summary>The owner and credentials of the second instance.</summary>
    internal const string OtherOwner = "5d1f6a9e-3b8c-4f0e-9d6a-2c7b8e4f1a03";
    internal const string OtherKey = "the other key";
    internal const string OtherUser = "other@example.com";
    internal const string OtherPassword = "pass:word";

    private readonly TemporaryDirectory _folder = new();

    internal ServiceProcess Service { get; private set; } = null!;

    /// <summary>The default instance's client.</summary>
    internal HttpClient Client => Service.Client;

    public async Task InitializeAsync() => Service = await ServiceProcess.StartAsync(_folder.File("data"),
        "--Instances:0:Owner", OtherOwner, "--Instances:0:ApiKey", OtherKey,
        "--Instances:0:Username", OtherUser, "--Instances:0:Password", OtherPassword);

    public async Task DisposeAsync() => await Service.DisposeAsync();

    public void Dispose() => _folder.Dispose();
}
