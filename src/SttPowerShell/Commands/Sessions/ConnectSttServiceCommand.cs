using System.Management.Automation;
using SttPowerShell.Client.Authentication;
using SttPowerShell.Client.Local;
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
/// <para>Proxy and certificates are for the service, its token service and live recognition alike. Credentials go over
/// plain http to this machine only. A redirect is followed only within scheme, host and port of -Uri.</para>
/// <para>Of IBM's properties also DISABLE_SSL, AUTH_DISABLE_SSL, ENABLE_GZIP, ENABLE_RETRIES, MAX_RETRIES and
/// RETRY_INTERVAL are followed, unless the parameter of that meaning is given. To give a parameter to each connect, set
/// it in $PSDefaultParameterValues.</para>
/// <para>If connecting fails, Test-SttService with the same parameters finds out why.</para>
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
/// <seealso cref="TestSttServiceCommand"/>
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
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(300);

    private protected override Task EndAsync(CancellationToken cancel) => TryAsync(Name, async () =>
    {
        SttSession? session = Local ? await ConnectLocallyAsync(cancel) : await ConnectAsync(cancel);
        if (session is not null) WriteObject(session);
    });

    private async Task<SttSession?> ConnectAsync(CancellationToken cancel)
    {
        AccessSource? source = FindSource(Name);
        if (source is null || !MayConnect(Shown(source.Uri))) return null;
        ConnectionOptions options = OptionsOf(source.Options);
        if (Open(source) is not ServiceAccess access) return null;
        WarnOfWay(access, options);
        return await OpenAsync(
            new Connector
            {
                Uri = access.Uri,
                Authenticator = access.CreateAuthenticator(options.TokenServer),
                Authentication = access.Way,
                Name = Name ?? SessionRegistry.FreeName(source.SessionName),
                DefaultBaseModel = DefaultBaseModel,
                Options = options,
            },
            cancel);
    }

    private bool MayConnect(string target)
    {
        if (Name is null || SessionRegistry.Find(Name) is null) return ShouldProcess(target, "Connect");
        WriteError(SttErrors.SessionNameTaken(Name));
        return false;
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
            return await OpenAsync(
                new Connector
                {
                    Uri = new Uri(endpoint.Uri),
                    Authenticator = BasicAuthentication.ForApiKey(endpoint.ApiKey),
                    Authentication = SttAuthentication.Basic,
                    Name = Name ?? SessionRegistry.FreeName("local"),
                    DefaultBaseModel = DefaultBaseModel,
                    Attachment = await LocalAttachment.OpenAsync(endpoint, cancel),
                    Options = OptionsOf(null) with { MaxRetries = 0 },
                },
                cancel);
        }
        finally
        {
            progress.Complete();
        }
    }
}
