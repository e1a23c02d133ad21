namespace SttPowerShell;

/// <summary>How requests prove who sends them.</summary>
public enum SttAuthentication
{
    /// <summary>Not at all.</summary>
    None,
    /// <summary>An API key is exchanged for a token at IBM Cloud's, or another, token service.</summary>
    Iam,
    /// <summary>
    /// An API key, with the user name apikey, or a user name and password are sent with each request.
    /// </summary>
    Basic,
    /// <summary>A user name with a password or an API key is exchanged for a token of Cloud Pak for Data.</summary>
    CloudPak,
    /// <summary>A token that was fetched elsewhere is sent with each request.</summary>
    Bearer,
}
