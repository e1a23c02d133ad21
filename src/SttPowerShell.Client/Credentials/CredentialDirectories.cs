namespace SttPowerShell.Client.Credentials;

/// <summary>
/// Where the credential store lies, by the XDG base directory specification: what is stored with the user's
/// configuration, which is backed up and copied between machines, the key with the state of this machine, which isn't.
/// </summary>
/// <param name="Credentials">The folder of the credentials.</param>
/// <param name="Key">The folder of the key.</param>
internal sealed record CredentialDirectories(string Credentials, string Key)
{
    private const string Product = "SttPowerShell";

    /// <summary>This user's.</summary>
    /// <exception cref="CredentialStoreException">The user has no home directory.</exception>
    public static CredentialDirectories Own
    {
        get
        {
            Environment.SpecialFolder home = OperatingSystem.IsWindows()
                ? Environment.SpecialFolder.LocalApplicationData
                : Environment.SpecialFolder.UserProfile;
            return Under(
                Environment.GetEnvironmentVariable("XDG_CONFIG_HOME"),
                Environment.GetEnvironmentVariable("XDG_STATE_HOME"),
                Environment.GetFolderPath(home, Environment.SpecialFolderOption.DoNotVerify));
        }
    }

    /// <summary>The specification says that a relative path is to be ignored.</summary>
    internal static CredentialDirectories Under(string? configHome, string? stateHome, string home)
    {
        return new CredentialDirectories(
            Path.Combine(Choose(configHome, ".config"), Product),
            Path.Combine(Choose(stateHome, ".local/state"), Product));

        string Choose(string? given, string ofHome)
        {
            if (Path.IsPathFullyQualified(given ?? "")) return given!;
            if (Path.IsPathFullyQualified(home)) return Path.Combine(home, ofHome);
            throw new CredentialStoreException(
                "CredentialStoreUnavailable",
                "This user has no home directory (HOME is not set), so there is no place for credentials.",
                "Set HOME, or XDG_CONFIG_HOME and XDG_STATE_HOME.");
        }
    }
}
