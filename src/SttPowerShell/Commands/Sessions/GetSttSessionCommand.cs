using System.Management.Automation;
using SttPowerShell.Completion;
using SttPowerShell.Errors;
using SttPowerShell.Sessions;

namespace SttPowerShell.Commands;

/// <summary>Lists the open sessions.</summary>
/// <remarks>
/// <para>All sessions of the process are listed, also those that other runspaces opened. The current session of this
/// runspace is marked.</para>
/// </remarks>
/// <example>
/// <summary>List the open sessions.</summary>
/// <code>Get-SttSession</code>
/// <para>Shows number, name, URL and default base model; an asterisk marks the current one.</para>
/// </example>
/// <example>
/// <summary>Use a session in parallel runspaces.</summary>
/// <code>$session = Get-SttSession -Current
/// $files | ForEach-Object -Parallel {
///     Invoke-SttRecognition $_ -Session $using:session
/// }</code>
/// <para>A runspace without a current session takes the only open one, so -Session is needed with several.</para>
/// </example>
/// <seealso cref="ConnectSttServiceCommand"/>
/// <seealso cref="SelectSttSessionCommand"/>
/// <seealso cref="DisconnectSttServiceCommand"/>
[Cmdlet(VerbsCommon.Get, "SttSession", DefaultParameterSetName = NameSet)]
[OutputType(typeof(SttSession))]
public sealed class GetSttSessionCommand : PSCmdlet
{
    private const string NameSet = "Name";

    /// <summary>Names or numbers of sessions. Wildcards are allowed. Without it all are listed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only the current session of this runspace; nothing if there is none.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Current")]
    public SwitchParameter Current { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Current)
        {
            if (SessionRegistry.Current is SttSession current) WriteObject(current);
            return;
        }
        foreach (string name in Name) WriteMatches(name);
    }

    private void WriteMatches(string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            if (SessionRegistry.Find(NamePatterns.Plain(name)) is SttSession session) WriteObject(session);
            else WriteError(SttErrors.SessionNotFound(name));
            return;
        }
        WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase);
        // A copy of the list, so that Get-SttSession | Disconnect-SttService doesn't change what it runs over.
        WriteObject(SessionRegistry.Open.Where(s => pattern.IsMatch(s.Name)), true);
    }
}
