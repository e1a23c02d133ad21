using System.Management.Automation;
using SttPowerShell.LocalService;

namespace SttPowerShell.Commands;

/// <summary>Gets the local service, if it runs.</summary>
/// <remarks>
/// <para>Emits nothing where no service runs. It starts none.</para>
/// </remarks>
/// <example>
/// <summary>See whether the service runs, and where.</summary>
/// <code>Get-SttLocalService</code>
/// <para>Shows its URL, process, version, and whether it can recognise speech.</para>
/// </example>
/// <example>
/// <summary>Use the service's API from another program.</summary>
/// <code>$service = Get-SttLocalService
/// Connect-SttService -Uri $service.Uri -ApiKey $service.ApiKey</code>
/// <para>URL and key are all that a client of the Speech to Text API needs.</para>
/// </example>
/// <seealso cref="StartSttLocalServiceCommand"/>
/// <seealso cref="StopSttLocalServiceCommand"/>
[Cmdlet(VerbsCommon.Get, "SttLocalService")]
[OutputType(typeof(SttLocalService))]
public sealed class GetSttLocalServiceCommand : LocalServiceCmdlet
{
    private protected override async Task ProcessAsync(string directory, CancellationToken cancel)
    {
        RunningService? running = await RunningService.FindAsync(directory, cancel);
        if (running is not null) WriteObject(running.ToObject());
    }
}
