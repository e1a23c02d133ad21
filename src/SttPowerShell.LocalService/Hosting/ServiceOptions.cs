using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Recognition.Jobs;

namespace SttPowerShell.LocalService.Hosting;

/// <summary>What can be configured, by arguments, environment variables or appsettings.json.</summary>
internal sealed class ServiceOptions
{
    /// <summary>The data directory.</summary>
    public string? Data { get; set; }

    /// <summary>The API key of the default instance; without one, a random key is made at each start.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Whether to leave the terminal's session, so that its Ctrl+C or end doesn't end the service.</summary>
    public bool Detached { get; set; }

    /// <summary>Whether the service ends by itself soon after its last user has gone.</summary>
    public bool ExitWhenUnused { get; set; }

    /// <summary>More credentials, each an instance with models of its own.</summary>
    public IReadOnlyList<InstanceOptions> Instances { get; set; } = [];

    /// <summary>How long a bearer token is valid, in seconds.</summary>
    public int TokenLifetimeSeconds { get; set; } = 3600;

    /// <summary>Custom models.</summary>
    public CustomizationOptions Customization { get; set; } = new();

    /// <summary>Callbacks of asynchronous recognition.</summary>
    public CallbackOptions Callbacks { get; set; } = new();

    /// <summary>Reads and checks the options.</summary>
    /// <exception cref="StartupException">A value is of the wrong kind, or an instance is incomplete.</exception>
    public static ServiceOptions Read(IConfiguration configuration)
    {
        ServiceOptions options;
        try
        {
            options = configuration.Get<ServiceOptions>() ?? new ServiceOptions();
        }
        catch (InvalidOperationException wrong)
        {
            throw new StartupException($"The configuration can't be used: {wrong.Message}", wrong);
        }
        if (options.TokenLifetimeSeconds <= 0)
        {
            throw new StartupException("The configuration can't be used: TokenLifetimeSeconds must be more than 0.");
        }
        foreach (InstanceOptions instance in options.Instances) instance.Check();
        return options;
    }
}

/// <summary>The credentials of one more instance: an API key, or a user name and password, or both.</summary>
internal sealed class InstanceOptions
{
    /// <summary>The GUID that owns the instance's models.</summary>
    public string? Owner { get; set; }
    public string? ApiKey { get; set; }
    public string? Username { get; set; }
    public string? Password { get; set; }

    internal void Check()
    {
        if (!Guid.TryParse(Owner, out _))
        {
            throw new StartupException(
                $"The configuration can't be used: the Owner '{Owner}' of an instance is not a GUID.");
        }
        bool hasPassword = !string.IsNullOrEmpty(Username) && !string.IsNullOrEmpty(Password);
        if (string.IsNullOrEmpty(ApiKey) && !hasPassword)
        {
            throw new StartupException($"The configuration can't be used: instance {Owner} has neither an ApiKey nor a "
                + "Username with a Password.");
        }
    }
}
