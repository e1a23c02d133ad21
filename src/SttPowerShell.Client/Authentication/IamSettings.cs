namespace SttPowerShell.Client.Authentication;

/// <summary>How to exchange an API key for a token (contract section 2). The defaults are IBM Cloud's.</summary>
internal sealed record IamSettings : TokenServerSettings
{
    public IamSettings()
    {
    }

    /// <param name="settings">What all token services have in common.</param>
    public IamSettings(TokenServerSettings settings)
        : base(settings)
    {
    }

    /// <summary>The token service, with or without <c>/identity/token</c>.</summary>
    public Uri Server { get; init; } = new("https://iam.cloud.ibm.com");

    /// <summary>Identifies the program; only together with <see cref="ClientSecret"/>.</summary>
    public string? ClientId { get; init; }

    public Func<string>? ClientSecret { get; init; }

    /// <summary>Limits what the token is good for.</summary>
    public string? Scope { get; init; }
}
