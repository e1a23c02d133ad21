using System.Management.Automation;
using System.Security;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet that is told what proves who calls a service.</summary>
public abstract class ServiceAccessCmdlet : AsyncCmdlet
{
    private protected const string ApiKeySet = "ApiKey";
    private protected const string CredentialSet = "Credential";
    private protected const string NoAuthenticationSet = "NoAuthentication";

    /// <summary>
    /// How the key or password is used. Without it a key is exchanged for a token at hosts of cloud.ibm.com and where
    /// -AuthenticationUri is given (Iam), and a key with -UserName, and a password with -AuthenticationUri, at Cloud
    /// Pak for Data (CloudPak); others are sent to the service with each request (Basic).
    /// </summary>
    [Parameter(ParameterSetName = ApiKeySet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [ValidateSet(nameof(SttAuthentication.Iam), nameof(SttAuthentication.Basic), nameof(SttAuthentication.CloudPak))]
    public SttAuthentication? Authentication { get; set; }

    /// <summary>
    /// The service that exchanges keys and passwords for tokens. Without it IBM Cloud's is used, or with CloudPak that
    /// of the cluster, /icp4d-api at the service's host. Where a cluster doesn't know /v1/authorize,
    /// /v1/preauth/validateAuth is used.
    /// </summary>
    [Parameter(ParameterSetName = ApiKeySet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [ValidateNotNull]
    public Uri? AuthenticationUri { get; set; }

    /// <summary>The user whose API key of Cloud Pak for Data is given.</summary>
    [Parameter(ParameterSetName = ApiKeySet)]
    [ValidateNotNullOrEmpty]
    public string? UserName { get; set; }

    /// <summary>
    /// A client id and client secret, as user name and password, that identify the program to IBM Cloud's token
    /// service.
    /// </summary>
    [Parameter(ParameterSetName = ApiKeySet)]
    [ValidateNotNull]
    [Credential]
    public PSCredential? ClientCredential { get; set; }

    /// <summary>Limits what the token of IBM Cloud's token service is good for.</summary>
    [Parameter(ParameterSetName = ApiKeySet)]
    [ValidateNotNullOrEmpty]
    public string? Scope { get; set; }

    /// <summary>A user name and password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [ValidateNotNull]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Sends no credentials, for a service that asks for none.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NoAuthenticationSet)]
    public SwitchParameter NoAuthentication { get; set; }

    /// <summary>What the parameters say, with the key that was given or found.</summary>
    private protected ServiceAccess AccessOf(Uri uri, SecureString? apiKey) => ParameterSetName switch
    {
        CredentialSet => new ServiceAccess
        {
            Uri = uri,
            Authentication = Authentication,
            AuthenticationUri = AuthenticationUri,
            UserName = Credential!.UserName,
            Secret = Credential.Password,
        },
        ApiKeySet => new ServiceAccess
        {
            Uri = uri,
            Authentication = Authentication,
            AuthenticationUri = AuthenticationUri,
            UserName = UserName,
            Secret = apiKey,
            HasApiKey = true,
            ClientId = ClientCredential?.UserName,
            ClientSecret = ClientCredential?.Password,
            Scope = Scope,
        },
        _ => new ServiceAccess { Uri = uri, Authentication = SttAuthentication.None },
    };
}
