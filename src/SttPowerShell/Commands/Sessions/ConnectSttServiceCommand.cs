using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using SttPowerShell.Client;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Credentials;
using SttPowerShell.Client.Discovery;
using SttPowerShell.Client.Local;
using SttPowerShell.Credentials;
using SttPowerShell.Errors;
using SttPowerShell.LocalService;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Connects to a Speech to Text service.</summary>
/// <remarks>
/// <para>The service is one on IBM Cloud or Cloud Pak for Data, or with -Local the one that comes with the module and
/// needs no account. URL and credentials are proved at once, by listing the base models.</para>
/// <para>The new session becomes the current one of the runspace, which cmdlets use unless -Session names another.
/// Several sessions may be open at once. The session shows no secret.</para>
/// <para>An API key is a SecureString, so that it doesn't stand in the history. With -Uri and without -ApiKey the
/// environment variable SPEECH_TO_TEXT_APIKEY is read.</para>
/// <para>With -Name alone the credential of that name is used, which Set-SttCredential stored. Without anything, the
/// first of these that says something of the service: the credential file (IBM_CREDENTIALS_FILE, ibm-credentials.env
/// here or in the home directory), the environment variables SPEECH_TO_TEXT_*, VCAP_SERVICES, the default stored
/// credential. -Verbose says which it was.</para>
/// <para>A token is fetched once for all runspaces that use the session, and renewed before it ends.</para>
/// </remarks>
/// <example>
/// <summary>Use the local service.</summary>
/// <code>Connect-SttService -Local</code>
/// <para>Starts it if it doesn't run. It ends by itself soon after its last session has been closed.</para>
/// </example>
/// <example>
/// <summary>Connect to IBM Cloud with a key that is typed hidden.</summary>
/// <code>$key = Read-Host -AsSecureString 'API key'
/// Connect-SttService -ApiKey $key -Uri `
///     https://api.us-south.speech-to-text.watson.cloud.ibm.com/instances/ID</code>
/// <para>The URL is the one in the service's credentials.</para>
/// </example>
/// <example>
/// <summary>Connect with a stored credential.</summary>
/// <code>Connect-SttService -Name prod</code>
/// <para>Set-SttCredential stored it. The session has the same name.</para>
/// </example>
/// <example>
/// <summary>Connect as IBM's SDKs do, and see where the credentials came from.</summary>
/// <code>Connect-SttService -Verbose</code>
/// <para>Nothing that is secret is shown.</para>
/// </example>
/// <example>
/// <summary>Connect to a service on Cloud Pak for Data.</summary>
/// <code>$who = Get-Credential
/// Connect-SttService https://cluster.example.com/speech-to-text/api `
///     -Credential $who -Authentication CloudPak</code>
/// <para>User and password are exchanged for a token at https://cluster.example.com/icp4d-api.</para>
/// </example>
/// <example>
/// <summary>Supply tokens that are fetched elsewhere.</summary>
/// <code>$fetch = {
///     $tokens = ibmcloud iam oauth-tokens --output json | ConvertFrom-Json
///     $tokens.iam_token -replace '^Bearer '
/// }
/// Connect-SttService $uri -TokenScript $fetch</code>
/// <para>The script runs when a token is needed and when one nears its end.</para>
/// </example>
/// <seealso cref="DisconnectSttServiceCommand"/>
/// <seealso cref="GetSttSessionCommand"/>
/// <seealso cref="SelectSttSessionCommand"/>
/// <seealso cref="SetSttCredentialCommand"/>
/// <seealso cref="StartSttLocalServiceCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#authentication">
/// Watson Speech to Text API: authentication</seealso>
[Cmdlet(VerbsCommunications.Connect, "SttService", DefaultParameterSetName = FoundSet, SupportsShouldProcess = true)]
[OutputType(typeof(SttSession))]
public sealed class ConnectSttServiceCommand : ConnectionCmdlet
{
    private const string KeyVariable = "SPEECH_TO_TEXT_APIKEY";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(300);

    /// <summary>The URL of the service's instance, up to but without /v1.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ApiKeySet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = CredentialSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = TokenSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = TokenScriptSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NoAuthenticationSet)]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    /// <summary>The API key. Without it the environment variable SPEECH_TO_TEXT_APIKEY is read.</summary>
    [Parameter(ParameterSetName = ApiKeySet)]
    [SecretText("API key", nameof(ApiKey), KeyVariable)]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>A bearer token. The session works until it ends.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TokenSet)]
    [SecretText("token", nameof(Token))]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>
    /// A script block that gives a bearer token, as a string or SecureString. It is called when a token is needed and
    /// when one nears its end, in the command that needs it; one call serves all runspaces. In the runspace that
    /// connected it sees what is there; in others a copy of its text runs, so it should need nothing from around it.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = TokenScriptSet)]
    [ValidateNotNull]
    public ScriptBlock? TokenScript { get; set; }

    /// <summary>Connects to the local service of this user, and starts it if it doesn't run.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LocalSet)]
    public SwitchParameter Local { get; set; }

    /// <summary>
    /// Where the local service keeps its models and its log. Without it the user's own directory is taken.
    /// </summary>
    [Parameter(ParameterSetName = LocalSet)]
    [ValidateNotNullOrEmpty]
    public string? DataDirectory { get; set; }

    private protected override async Task EndAsync(CancellationToken cancel)
    {
        object? target = Local ? DataDirectory : Uri is null ? Name : Shown(Uri);
        try
        {
            SttSession? session = Local ? await ConnectLocallyAsync(cancel) : await ConnectAsync(cancel);
            if (session is not null) WriteObject(session);
        }
        catch (SttApiException e)
        {
            WriteError(ServiceErrors.From(e, target, null));
        }
        catch (SttTransportException e)
        {
            WriteError(ServiceErrors.From(e, target, null));
        }
        catch (LocalServiceException e)
        {
            WriteError(SttErrors.LocalServiceFailed(e, DataDirectory));
        }
        catch (CredentialStoreException e)
        {
            WriteError(CredentialErrors.From(e, Name));
        }
        catch (VaultException e)
        {
            WriteError(CredentialErrors.From(e, Name));
        }
        catch (DiscoveryException e)
        {
            WriteError(CredentialErrors.From(e));
        }
        catch (ArgumentException e)
        {
            WriteError(SttErrors.InvalidConnection(e));
        }
    }

    private async Task<SttSession?> ConnectAsync(CancellationToken cancel)
    {
        AccessSource? source = ParameterSetName == FoundSet
            ? new AccessLookup(this, Name).Find()
            : new AccessSource(Given, Uri!, Uri!.IsAbsoluteUri ? Uri.Host : "service");
        if (source is null || !MayConnect(Shown(source.Uri))) return null;
        if (source.Open() is not ServiceAccess access)
        {
            WriteError(SttErrors.NoApiKey());
            return null;
        }
        Authenticator authenticator = access.CreateAuthenticator(MaximumRetryCount);
        return await OpenAsync(access.Uri, authenticator, access.Way, source.SessionName, null, cancel);
    }

    private bool MayConnect(string target)
    {
        if (Name is null || SessionRegistry.Find(Name) is null) return ShouldProcess(target, "Connect");
        WriteError(SttErrors.SessionNameTaken(Name));
        return false;
    }

    // Some write credentials into a URL; the client refuses that, and nothing here shows them.
    private static string Shown(Uri uri) => uri.IsAbsoluteUri
        ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : uri.OriginalString;

    /// <summary>What the parameters say; null if the key is missing.</summary>
    private ServiceAccess? Given()
    {
        switch (ParameterSetName)
        {
            case TokenSet:
                return new ServiceAccess { Uri = Uri!, Authentication = SttAuthentication.Bearer, Secret = Token };
            case TokenScriptSet:
                TokenScript script = new(TokenScript!, Runspace.DefaultRunspace);
                return new ServiceAccess
                {
                    Uri = Uri!,
                    Authentication = SttAuthentication.Bearer,
                    TokenSource = script.RunAsync,
                };
            case ApiKeySet when ApiKey is null:
                string? variable = Environment.GetEnvironmentVariable(KeyVariable);
                return string.IsNullOrEmpty(variable) ? null : AccessOf(Uri!, Secret.Of(variable));
            default:
                return AccessOf(Uri!, ApiKey);
        }
    }

    private async Task<SttSession?> ConnectLocallyAsync(CancellationToken cancel)
    {
        if (!MayConnect("local service")) return null;
        StartingProgress progress = new(this);
        try
        {
            string directory = LocalServicePaths.Resolve(this, DataDirectory);
            LocalServiceLauncher launcher = new(directory, 0, true, StartLimit, progress);
            LocalServiceEndpoint endpoint = (await launcher.EnsureAsync(cancel)).Endpoint;
            IDisposable attachment = await LocalAttachment.OpenAsync(endpoint, cancel);
            BasicAuthentication key = BasicAuthentication.ForApiKey(endpoint.ApiKey);
            return await OpenAsync(
                new Uri(endpoint.Uri), key, SttAuthentication.Basic, "local", attachment, cancel);
        }
        finally
        {
            progress.Complete();
        }
    }
}
