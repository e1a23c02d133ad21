using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using SttPowerShell.Client;
using SttPowerShell.Client.Credentials;
using SttPowerShell.Client.Discovery;
using SttPowerShell.Credentials;
using SttPowerShell.Errors;
using SttPowerShell.LocalService;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet that is told which service it is about, and with which credentials.</summary>
public abstract class ServiceTargetCmdlet : NetworkCmdlet
{
    private const string KeyVariable = "SPEECH_TO_TEXT_APIKEY";

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

    /// <summary>A bearer token. A session works until it ends.</summary>
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

    /// <summary>The local service of this user. Connect-SttService starts it if it doesn't run.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LocalSet)]
    public SwitchParameter Local { get; set; }

    /// <summary>
    /// Where the local service keeps its models and its log. Without it the user's own directory is taken.
    /// </summary>
    [Parameter(ParameterSetName = LocalSet)]
    [ValidateNotNullOrEmpty]
    public string? DataDirectory { get; set; }

    /// <summary>What errors are about: the input, without secrets.</summary>
    private protected object? Target(string? name) => Local ? DataDirectory : Uri is null ? name : Shown(Uri);

    // Some write credentials into a URL; the client refuses that, and nothing here shows them.
    private protected static string Shown(Uri uri)
    {
        bool isUsual = uri.IsAbsoluteUri && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
        if (!isUsual) return uri.OriginalString.Split('@')[^1];
        return uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
    }

    /// <summary>Where the service and its credentials come from; null after an error was written.</summary>
    /// <param name="name">A stored credential's name; null to look for what IBM's SDKs and the store have.</param>
    private protected AccessSource? FindSource(string? name) => ParameterSetName == FoundSet
        ? new AccessLookup(this, name).Find()
        : new AccessSource(Given, Uri!, Uri!.IsAbsoluteUri ? Uri.Host : "service");

    /// <summary>The secrets too; null after an error was written.</summary>
    private protected ServiceAccess? Open(AccessSource source)
    {
        ServiceAccess? access = source.Open();
        if (access is null) WriteError(SttErrors.NoApiKey());
        return access;
    }

    /// <summary>Does something with a service; what goes wrong before or on the way is written as an error.</summary>
    private protected async Task TryAsync(string? name, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (SttApiException e)
        {
            WriteError(ServiceErrors.From(e, Target(name), null));
        }
        catch (SttTransportException e)
        {
            WriteError(ServiceErrors.From(e, Target(name), null));
        }
        catch (LocalServiceException e)
        {
            WriteError(SttErrors.LocalServiceFailed(e, DataDirectory));
        }
        catch (CredentialStoreException e)
        {
            WriteError(CredentialErrors.From(e, name));
        }
        catch (VaultException e)
        {
            WriteError(CredentialErrors.From(e, name));
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
                if (string.IsNullOrEmpty(variable)) return null;
                WriteVerbose($"The API key comes from the environment variable {KeyVariable}.");
                return AccessOf(Uri!, Secret.Of(variable));
            default:
                return AccessOf(Uri!, ApiKey);
        }
    }
}
