using System.Management.Automation;
using SttPowerShell.Client;
using SttPowerShell.Errors;
using SttPowerShell.LocalService;

namespace SttPowerShell.Commands;

/// <summary>A cmdlet about the local service of a data directory.</summary>
public abstract class LocalServiceCmdlet : AsyncCmdlet
{
    /// <summary>
    /// Where the service keeps its models and its log. Each directory has a service of its own. Without it the user's
    /// own is taken.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? DataDirectory { get; set; }

    private protected sealed override async Task ProcessAsync(CancellationToken cancel)
    {
        string? directory = DataDirectory;
        try
        {
            directory = LocalServicePaths.Resolve(this, DataDirectory);
            await ProcessAsync(directory, cancel);
        }
        catch (LocalServiceException e)
        {
            WriteError(SttErrors.LocalServiceFailed(e, directory));
        }
        catch (SttApiException e)
        {
            WriteError(ServiceErrors.From(e, directory, null));
        }
        catch (SttTransportException e)
        {
            WriteError(ServiceErrors.From(e, directory, null));
        }
    }

    private protected abstract Task ProcessAsync(string directory, CancellationToken cancel);
}
