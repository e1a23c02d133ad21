using System.Management.Automation;
using System.Security;
using SttPowerShell.Client;
using SttPowerShell.Client.Authentication;
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
/// <para>An API key is a SecureString, so that it doesn't stand in the history. Without -ApiKey the environment
/// variable SPEECH_TO_TEXT_APIKEY is read.</para>
/// </remarks>
/// <example>
/// <summary>Use the local service.</summary>
/// <code>Connect-SttService -Local</code>
/// <para>Starts it if it doesn't run. It ends by itself soon after its last session has been closed.</para>
/// </example>
/// <example>
/// <summary>Connect to IBM Cloud with a key that is typed hidden.</summary>
/// <code>$key = Read-Host -AsSecureString 'API key'
/// Connect-SttService https://api.us-south.speech-to-text.watson.cloud.ibm.com/instances/ID -ApiKey $key</code>
/// <para>The URL is the one in the service's credentials.</para>
/// </example>
/// <example>
/// <summary>Connect to a service that knows user names and passwords.</summary>
/// <code>$who = Get-Credential
/// Connect-SttService https://cluster.example.com/speech-to-text/api -Credential $who -Name cluster</code>
/// <para>Later commands may name the session: -Session cluster.</para>
/// </example>
/// <seealso cref="DisconnectSttServiceCommand"/>
/// <seealso cref="GetSttSessionCommand"/>
/// <seealso cref="SelectSttSessionCommand"/>
/// <seealso cref="StartSttLocalServiceCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#authentication">
/// Watson Speech to Text API: authentication</seealso>
[Cmdlet(VerbsCommunications.Connect, "SttService", DefaultParameterSetName = ApiKeySet, SupportsShouldProcess = true)]
[OutputType(typeof(SttSession))]
public sealed class ConnectSttServiceCommand : AsyncCmdlet
{
    private const string ApiKeySet = "ApiKey";
    private const string CredentialSet = "Credential";
    private const string NoAuthenticationSet = "NoAuthentication";
    private const string LocalSet = "Local";
    private const string KeyVariable = "SPEECH_TO_TEXT_APIKEY";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(300);

    /// <summary>The URL of the service's instance, up to but without /v1.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ApiKeySet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = CredentialSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NoAuthenticationSet)]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    /// <summary>The API key. Without it the environment variable SPEECH_TO_TEXT_APIKEY is read.</summary>
    [Parameter(ParameterSetName = ApiKeySet)]
    [SecretText("API key", nameof(ApiKey), "SPEECH_TO_TEXT_APIKEY")]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>
    /// How the key is used. Without it: Iam for hosts of cloud.ibm.com and where -AuthenticationUri is given, else
    /// Basic.
    /// </summary>
    [Parameter(ParameterSetName = ApiKeySet)]
    public SttAuthentication? Authentication { get; set; }

    /// <summary>The token service that exchanges the key. Without it IBM Cloud's is used.</summary>
    [Parameter(ParameterSetName = ApiKeySet)]
    [ValidateNotNull]
    public Uri? AuthenticationUri { get; set; }

    /// <summary>A user name and password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [ValidateNotNull]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Sends no credentials, for a service that asks for none.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NoAuthenticationSet)]
    public SwitchParameter NoAuthentication { get; set; }

    /// <summary>Connects to the local service of this user, and starts it if it doesn't run.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LocalSet)]
    public SwitchParameter Local { get; set; }

    /// <summary>
    /// Where the local service keeps its models and its log. Without it the user's own directory is taken.
    /// </summary>
    [Parameter(ParameterSetName = LocalSet)]
    [ValidateNotNullOrEmpty]
    public string? DataDirectory { get; set; }

    /// <summary>A name for the session, for -Session. Without it the name is made from the host.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>
    /// The base model to use where none is given. Without it: en-US_BroadbandModel if the service has it, else en-US,
    /// else en-US_Multimedia.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DefaultBaseModel { get; set; }

    /// <summary>
    /// How often a call that may be repeated is made again after a passing failure, with growing pauses; 0 for never.
    /// Connecting itself isn't repeated where nothing answers at the URL.
    /// </summary>
    [Parameter(ParameterSetName = ApiKeySet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = NoAuthenticationSet)]
    [ValidateRange(0, 20)]
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>How long making a connection may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(0.1, 86400.0)]
    public double ConnectTimeout { get; set; } = 15;

    /// <summary>How long the service may be silent in a call, in seconds.</summary>
    [Parameter]
    [ValidateRange(0.1, 86400.0)]
    public double IdleTimeout { get; set; } = 60;

    /// <summary>
    /// How long the service may take no more of an upload, in seconds. Longer than the idle limit, because a service
    /// that recognises while it reads takes audio only as fast as it works.
    /// </summary>
    [Parameter]
    [ValidateRange(0.1, 86400.0)]
    public double SendTimeout { get; set; } = 300;

    /// <summary>
    /// How long a whole call may take, in seconds. Without it there is no limit, since long recordings take long.
    /// </summary>
    [Parameter]
    [ValidateRange(0.1, 4000000.0)]
    public double? Timeout { get; set; }

    private protected override async Task EndAsync(CancellationToken cancel)
    {
        if (Name is not null && SessionRegistry.Find(Name) is not null)
        {
            WriteError(SttErrors.SessionNameTaken(Name));
            return;
        }
        if (!ShouldProcess(Local ? "local service" : Shown(Uri!), "Connect")) return;
        object? target = Local ? DataDirectory : Shown(Uri!);
        try
        {
            SttSession? session = await ConnectAsync(cancel);
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
        catch (ArgumentException e)
        {
            WriteError(SttErrors.InvalidConnection(e));
        }
    }

    private async Task<SttSession?> ConnectAsync(CancellationToken cancel)
    {
        if (Local) return await ConnectLocallyAsync(cancel);
        (Authenticator Authenticator, string Name)? way = ParameterSetName switch
        {
            CredentialSet => (
                new BasicAuthentication(Credential!.UserName, () => Secret.Text(Credential.Password)), "Basic"),
            NoAuthenticationSet => (new NoAuthentication(), "None"),
            _ => WayOfKey(),
        };
        if (way is null)
        {
            WriteError(SttErrors.NoApiKey());
            return null;
        }
        string host = Uri!.IsAbsoluteUri ? Uri.Host : "service";
        return await OpenAsync(Uri, way.Value.Authenticator, way.Value.Name, host, null, cancel);
    }

    // Some write credentials into a URL; the client refuses that, and nothing here shows them.
    private static string Shown(Uri uri) => uri.IsAbsoluteUri
        ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : uri.OriginalString;

    private (Authenticator Authenticator, string Name)? WayOfKey()
    {
        SecureString? key = ApiKey;
        string? variable = Environment.GetEnvironmentVariable(KeyVariable);
        if (key is null && !string.IsNullOrEmpty(variable)) key = Secret.Of(variable);
        return key is null
            ? null
            : Connector.ForApiKey(key, Uri!, AuthenticationUri, Authentication, MaximumRetryCount);
    }

    private async Task<SttSession?> ConnectLocallyAsync(CancellationToken cancel)
    {
        StartingProgress progress = new(this);
        try
        {
            string directory = LocalServicePaths.Resolve(this, DataDirectory);
            LocalServiceLauncher launcher = new(directory, 0, true, StartLimit, progress);
            LocalServiceEndpoint endpoint = (await launcher.EnsureAsync(cancel)).Endpoint;
            IDisposable attachment = await LocalAttachment.OpenAsync(endpoint, cancel);
            BasicAuthentication key = BasicAuthentication.ForApiKey(endpoint.ApiKey);
            return await OpenAsync(new Uri(endpoint.Uri), key, "Basic", "local", attachment, cancel);
        }
        finally
        {
            progress.Complete();
        }
    }

    private async Task<SttSession?> OpenAsync(
        Uri uri, Authenticator authenticator, string way, string name, IDisposable? attachment,
        CancellationToken cancel)
    {
        Connector connector = new()
        {
            Uri = uri,
            Authenticator = authenticator,
            AuthenticationName = way,
            Name = Name ?? SessionRegistry.FreeName(name),
            DefaultBaseModel = DefaultBaseModel,
            IsLocal = attachment is not null,
            Attachment = attachment,
            MaxRetries = attachment is null ? MaximumRetryCount : 0,
            ConnectTimeout = TimeSpan.FromSeconds(ConnectTimeout),
            IdleTimeout = TimeSpan.FromSeconds(IdleTimeout),
            SendTimeout = TimeSpan.FromSeconds(SendTimeout),
            Timeout = Timeout is double limit ? TimeSpan.FromSeconds(limit) : System.Threading.Timeout.InfiniteTimeSpan,
        };
        SttSession session;
        try
        {
            session = await connector.OpenAsync(cancel);
        }
        catch
        {
            authenticator.Dispose();
            attachment?.Dispose();
            throw;
        }
        if (DefaultBaseModel is not null && !session.BaseModels.Any(m => m.Name == DefaultBaseModel))
        {
            WriteError(SttErrors.BaseModelNotFound(DefaultBaseModel, session.BaseModels.Select(m => m.Name)));
            session.Dispose();
            return null;
        }
        SessionRegistry.Add(session);
        SessionRegistry.Select(session);
        return session;
    }
}
