namespace SttPowerShell.Tests.Support;

/// <summary>
/// A test with a credential store, a home and an environment of its own, where nothing else names a service.
/// </summary>
public abstract class CredentialTest : ServiceTest, IDisposable
{
    private protected PrivateEnvironment Home { get; } = new();

    // What is written into temporary files is in the home, too, for those who look for it.
    protected CredentialTest() => Set("TMPDIR", Home.Path);

    private protected string StoreFile => Home[Path.Combine("config", "SttPowerShell", "credentials.json")];

    private protected string KeyFile => Home[Path.Combine("state", "SttPowerShell", "credentials.key")];

    /// <summary>Sets a variable of the environment until the test ends.</summary>
    private protected static void Set(string name, string value) => PrivateEnvironment.Set(name, value);

    public void Dispose()
    {
        Home.Dispose();
        GC.SuppressFinalize(this);
    }
}
