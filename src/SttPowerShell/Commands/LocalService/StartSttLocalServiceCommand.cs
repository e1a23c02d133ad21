using System.Management.Automation;
using SttPowerShell.LocalService;

namespace SttPowerShell.Commands;

/// <summary>Starts the local service, which speaks the Speech to Text API on this machine.</summary>
/// <remarks>
/// <para>The service runs until it is stopped, and listens to this machine only. If it runs already, it is given as it
/// is. At its first start it fetches a recogniser, which may take a minute.</para>
/// <para>Connect-SttService -Local starts the service by itself; use this cmdlet where it shall go on running, or for
/// other programs.</para>
/// </remarks>
/// <example>
/// <summary>Start the service and connect to it.</summary>
/// <code>Start-SttLocalService; Connect-SttService -Local</code>
/// <para>The service keeps running when PowerShell ends.</para>
/// </example>
/// <example>
/// <summary>Start a service for another program, at a port of its own and with data of its own.</summary>
/// <code>$service = Start-SttLocalService -DataDirectory ./stt-data -Port 9080
/// $service.Uri</code>
/// <para>The API key is in $service.ApiKey, which serves as a SecureString.</para>
/// </example>
/// <seealso cref="StopSttLocalServiceCommand"/>
/// <seealso cref="GetSttLocalServiceCommand"/>
/// <seealso cref="ConnectSttServiceCommand"/>
[Cmdlet(VerbsLifecycle.Start, "SttLocalService", SupportsShouldProcess = true)]
[OutputType(typeof(SttLocalService))]
public sealed class StartSttLocalServiceCommand : LocalServiceCmdlet
{
    /// <summary>The port to listen at. Without it, or with 0, the system chooses a free one.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>How long starting may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1.0, 86400.0)]
    public double Timeout { get; set; } = 300;

    private protected override async Task ProcessAsync(string directory, CancellationToken cancel)
    {
        if (!ShouldProcess($"local service of '{directory}'", "Start")) return;
        StartingProgress progress = new(this);
        try
        {
            LocalServiceLauncher launcher = new(directory, Port, false, TimeSpan.FromSeconds(Timeout), progress);
            SttLocalService service = (await launcher.EnsureAsync(cancel)).ToObject();
            if (Port != 0 && service.Uri.Port != Port)
            {
                WriteWarning($"The local service of '{directory}' runs already, at {service.Uri} and not at port "
                    + $"{Port}. To change the port, stop it first: Stop-SttLocalService.");
            }
            WriteObject(service);
        }
        finally
        {
            progress.Complete();
        }
    }
}
