namespace SttPowerShell.Tests.Support;

/// <summary>
/// A test with a credential store, a home and an environment of its own, where nothing else names a service.
/// </summary>
public abstract class CredentialTest : ServiceTest, IDisposable
{
    private readonly PrivateEnvironment _home = new();

    private protected string StoreFile => _home[Path.Combine("config", "SttPowerShell", "credentials.json")];

    private protected string KeyFile => _home[Path.Combine("state", "SttPowerShell", "credentials.key")];

    /// <summary>Sets a variable of the environment until the test ends.</summary>
    private protected static void Set(string name, string value) => PrivateEnvironment.Set(name, value);

    public void Dispose()
    {
        _home.Dispose();
        GC.SuppressFinalize(this);
    }
}
