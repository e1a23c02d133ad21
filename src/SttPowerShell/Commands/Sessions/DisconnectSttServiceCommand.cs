using System.Management.Automation;
using SttPowerShell.Completion;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Closes sessions.</summary>
/// <remarks>
/// <para>Calls that are under way in a closed session end. A local service that was started by Connect-SttService
/// ends by itself soon after its last session. Closing a closed session does nothing.</para>
/// </remarks>
/// <example>
/// <summary>Close the current session.</summary>
/// <code>Disconnect-SttService</code>
/// <para>Without a current session in this runspace, the only open one is closed.</para>
/// </example>
/// <example>
/// <summary>Close all sessions.</summary>
/// <code>Get-SttSession | Disconnect-SttService</code>
/// <para>Those of other runspaces too.</para>
/// </example>
/// <seealso cref="ConnectSttServiceCommand"/>
/// <seealso cref="GetSttSessionCommand"/>
[Cmdlet(VerbsCommunications.Disconnect, "SttService", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class DisconnectSttServiceCommand : PSCmdlet
{
    /// <summary>Sessions, or their names. Without it the current session is closed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [SessionByName]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SttSession[]? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (SttSession session in Session ?? Default())
        {
            if (!session.IsOpen) continue;
            if (ShouldProcess($"session '{session.Name}' ({session.Uri})", "Disconnect")) session.Dispose();
        }
    }

    private SttSession[] Default()
    {
        if (SessionRegistry.Current is SttSession current) return [current];
        IReadOnlyList<SttSession> open = SessionRegistry.Open;
        if (open.Count == 1) return [open[0]];
        WriteError(open.Count == 0 ? SttErrors.NotConnected() : SttErrors.SeveralSessions(SessionRegistry.Describe()));
        return [];
    }
}
