using System.Management.Automation;
using SttPowerShell.Errors;
using SttPowerShell.LocalService;

namespace SttPowerShell.Commands;

/// <summary>Stops the local service.</summary>
/// <remarks>
/// <para>Requests that are under way get a few seconds to end. Models and log stay in the data directory.</para>
/// </remarks>
/// <example>
/// <summary>Stop the user's own service.</summary>
/// <code>Stop-SttLocalService</code>
/// <para>Returns when its process has ended.</para>
/// </example>
/// <example>
/// <summary>Stop a service that was started with data of its own.</summary>
/// <code>Get-SttLocalService -DataDirectory ./stt-data | Stop-SttLocalService</code>
/// <para>The data directory of the object says which one.</para>
/// </example>
/// <seealso cref="StartSttLocalServiceCommand"/>
/// <seealso cref="GetSttLocalServiceCommand"/>
[Cmdlet(VerbsLifecycle.Stop, "SttLocalService", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopSttLocalServiceCommand : LocalServiceCmdlet
{
    private protected override async Task ProcessAsync(string directory, CancellationToken cancel)
    {
        if (await RunningService.FindAsync(directory, cancel) is not RunningService running)
        {
            WriteError(SttErrors.LocalServiceNotRunning(directory));
            return;
        }
        string target = $"local service of '{directory}' (process {running.Endpoint.ProcessId})";
        if (ShouldProcess(target, "Stop")) await running.StopAsync(cancel);
    }
}
