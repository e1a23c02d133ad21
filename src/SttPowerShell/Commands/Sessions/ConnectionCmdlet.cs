using System.Management.Automation;
using SttPowerShell.Completion;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet that opens a session, within the limits that it is given.</summary>
public abstract class ConnectionCmdlet : ServiceTargetCmdlet
{
    /// <summary>
    /// With -Uri or -Local, a name for the session, for -Session; without it the name is made from the host. Alone, the
    /// name of a stored credential, which the session takes too.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CredentialCompleter))]
    public string? Name { get; set; }

    /// <summary>
    /// The base model to use where none is given. Without it: en-US_BroadbandModel if the service has it, else en-US,
    /// else en-US_Multimedia.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BaseModelCompleter))]
    public string? DefaultBaseModel { get; set; }

    /// <summary>
    /// Compresses what is sent with gzip, unless its format is compressed already: less to send, more to compute. WAV
    /// and raw samples of speech become some 15 % smaller, texts about two thirds.
    /// </summary>
    [Parameter(ParameterSetName = FoundSet), Parameter(ParameterSetName = NoAuthenticationSet)]
    [Parameter(ParameterSetName = ApiKeySet), Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = TokenSet), Parameter(ParameterSetName = TokenScriptSet)]
    public SwitchParameter CompressRequest { get; set; }

    /// <summary>
    /// How often a call that may be repeated is made again after a passing failure, with growing pauses; 0 for never.
    /// Connecting itself isn't repeated where nothing answers at the URL.
    /// </summary>
    [Parameter(ParameterSetName = FoundSet), Parameter(ParameterSetName = NoAuthenticationSet)]
    [Parameter(ParameterSetName = ApiKeySet), Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = TokenSet), Parameter(ParameterSetName = TokenScriptSet)]
    [ValidateRange(0, 20)]
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>
    /// The longest of these pauses, in seconds; it also limits what a service asks for with Retry-After.
    /// </summary>
    [Parameter(ParameterSetName = FoundSet), Parameter(ParameterSetName = NoAuthenticationSet)]
    [Parameter(ParameterSetName = ApiKeySet), Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = TokenSet), Parameter(ParameterSetName = TokenScriptSet)]
    [ValidateRange(0.1, 86400.0)]
    public double MaximumRetryInterval { get; set; } = 30;

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

    /// <summary>What the parameters say, else what was found.</summary>
    private protected ConnectionOptions OptionsOf(DiscoveredOptions? found) => WayOf(found) with
    {
        CompressRequests = IsGiven(nameof(CompressRequest)) ? CompressRequest : found is { CompressRequests: true },
        MaxRetries = IsGiven(nameof(MaximumRetryCount)) ? MaximumRetryCount : found?.MaxRetries ?? MaximumRetryCount,
        MaxRetryInterval = TimeSpan.FromSeconds(IsGiven(nameof(MaximumRetryInterval))
            ? MaximumRetryInterval
            : found?.MaxRetryInterval ?? MaximumRetryInterval),
        ConnectTimeout = TimeSpan.FromSeconds(ConnectTimeout),
        IdleTimeout = TimeSpan.FromSeconds(IdleTimeout),
        SendTimeout = TimeSpan.FromSeconds(SendTimeout),
        Timeout = Timeout is double limit ? TimeSpan.FromSeconds(limit) : System.Threading.Timeout.InfiniteTimeSpan,
    };

    /// <summary>Opens a session and makes it the current one; null after an error was written.</summary>
    private protected async Task<SttSession?> OpenAsync(Connector connector, CancellationToken cancel)
    {
        SttSession session;
        try
        {
            session = await connector.OpenAsync(cancel);
        }
        catch
        {
            connector.Authenticator.Dispose();
            connector.Attachment?.Dispose();
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
