namespace SttPowerShell.Tests.Support;

/// <summary>
/// A test with a credential store, a home and an environment of its own, where nothing else names a service.
/// </summary>
public abstract class CredentialTest : ServiceTest, IDisposable
{
    private static readonly string[] Ours =
    [
        "XDG_CONFIG_HOME", "XDG_STATE_HOME", "HOME", "USERPROFILE", "IBM_CREDENTIALS_FILE", "VCAP_SERVICES",
        "SPEECH_TO_TEXT_URL", "SPEECH_TO_TEXT_APIKEY", "SPEECH_TO_TEXT_AUTH_TYPE", "SPEECH_TO_TEXT_AUTH_URL",
        "SPEECH_TO_TEXT_BEARER_TOKEN", "SPEECH_TO_TEXT_USERNAME", "SPEECH_TO_TEXT_PASSWORD",
        "SPEECH_TO_TEXT_DISABLE_SSL", "SPEECH_TO_TEXT_CLIENT_ID", "TMPDIR",
    ];

    private readonly Dictionary<string, string?> _former =
        Ours.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    private protected TempFolder Home { get; } = new();

    protected CredentialTest()
    {
        foreach (string name in Ours) Environment.SetEnvironmentVariable(name, null);
        Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", Home["config"]);
        Environment.SetEnvironmentVariable("XDG_STATE_HOME", Home["state"]);
        Environment.SetEnvironmentVariable("HOME", Home.Path);
        Environment.SetEnvironmentVariable("USERPROFILE", Home.Path);
        Environment.SetEnvironmentVariable("TMPDIR", Home.Path);
    }

    private protected string StoreFile => Home[Path.Combine("config", "SttPowerShell", "credentials.json")];

    private protected string KeyFile => Home[Path.Combine("state", "SttPowerShell", "credentials.key")];

    /// <summary>Sets a variable of the environment until the test ends.</summary>
    private protected static void Set(string name, string value)
    {
        Assert.Contains(name, Ours);
        Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose()
    {
        foreach ((string name, string? value) in _former) Environment.SetEnvironmentVariable(name, value);
        Home.Dispose();
        GC.SuppressFinalize(this);
    }
}
