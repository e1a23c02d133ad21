using System.Management.Automation;
using SttPowerShell.Completion;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Makes a session the current one of this runspace.</summary>
/// <remarks>
/// <para>Cmdlets use the current session unless -Session names another, or the object that they are given came from
/// another. Other runspaces keep theirs.</para>
/// </remarks>
/// <example>
/// <summary>Change to another session.</summary>
/// <code>Select-SttSession cluster</code>
/// <para>The session was named with Connect-SttService -Name cluster.</para>
/// </example>
/// <example>
/// <summary>Change to the local service's session, and see it.</summary>
/// <code>Get-SttSession | Where-Object IsLocal | Select-SttSession -PassThru</code>
/// <para>With -PassThru the session is emitted.</para>
/// </example>
/// <seealso cref="GetSttSessionCommand"/>
/// <seealso cref="ConnectSttServiceCommand"/>
[Cmdlet(VerbsCommon.Select, "SttSession")]
[OutputType(typeof(SttSession))]
public sealed class SelectSttSessionCommand : PSCmdlet
{
    /// <summary>The session, or its name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [SessionByName]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SttSession? Session { get; set; }

    /// <summary>Emits the session. Without it nothing is emitted.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        SttSession session = Session!;
        if (!session.IsOpen)
        {
            WriteError(SttErrors.SessionClosed(session));
            return;
        }
        SessionRegistry.Select(session);
        if (PassThru) WriteObject(session);
    }
}
