namespace SttPowerShell;

/// <summary>How an API key proves who sends a request.</summary>
public enum SttAuthentication
{
    /// <summary>The key is exchanged for a token at IBM Cloud's, or another, token service.</summary>
    Iam,
    /// <summary>The key is sent with each request, with the user name apikey.</summary>
    Basic,
}
