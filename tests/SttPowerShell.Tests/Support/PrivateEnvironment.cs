namespace SttPowerShell.Tests.Support;

/// <summary>
/// Environment variables by which a service, a credential store or a local service is found, set to a home of its own in
/// which there is nothing, until it is disposed of.
/// </summary>
internal sealed class PrivateEnvironment : IDisposable
{
    private static readonly string[] Ours =
    [
        "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME", "USERPROFILE", "PSModulePath",
        "TMPDIR",
        "IBM_CREDENTIALS_FILE", "VCAP_SERVICES",
        "SPEECH_TO_TEXT_URL", "SPEECH_TO_TEXT_APIKEY", "SPEECH_TO_TEXT_AUTH_TYPE", "SPEECH_TO_TEXT_AUTH_URL",
        "SPEECH_TO_TEXT_BEARER_TOKEN", "SPEECH_TO_TEXT_USERNAME", "SPEECH_TO_TEXT_PASSWORD",
        "SPEECH_TO_TEXT_DISABLE_SSL", "SPEECH_TO_TEXT_AUTH_DISABLE_SSL", "SPEECH_TO_TEXT_CLIENT_ID",
        "SPEECH_TO_TEXT_ENABLE_GZIP", "SPEECH_TO_TEXT_ENABLE_RETRIES", "SPEECH_TO_TEXT_MAX_RETRIES",
        "SPEECH_TO_TEXT_RETRY_INTERVAL",
    ];

    private readonly Dictionary<string, string?> _former =
        Ours.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    private readonly TempFolder _home = new();

    public PrivateEnvironment()
    {
        // The recogniser that was fetched once serves here, too.
        string cache = _former["XDG_CACHE_HOME"]
            ?? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        foreach (string name in Ours.Except(["PSModulePath"])) Environment.SetEnvironmentVariable(name, null);
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", cache);
        foreach (string name in new[] { "config", "state", "data" })
        {
            Environment.SetEnvironmentVariable($"XDG_{name.ToUpperInvariant()}_HOME", _home[name]);
        }
        Environment.SetEnvironmentVariable("HOME", _home.Path);
        Environment.SetEnvironmentVariable("USERPROFILE", _home.Path);
    }

    /// <summary>The home.</summary>
    public string Path => _home.Path;

    /// <summary>The full path of something in the home.</summary>
    public string this[string name] => _home[name];

    /// <summary>Sets a variable until the end.</summary>
    public static void Set(string name, string value)
    {
        Assert.Contains(name, Ours);
        Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose()
    {
        foreach ((string name, string? value) in _former) Environment.SetEnvironmentVariable(name, value);
        _home.Dispose();
    }
}
