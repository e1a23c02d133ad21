using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SttPowerShell.Quality;

/// <summary>The cmdlets in a PowerShell of their own, with a local service on a data directory of its own.</summary>
internal sealed class Transcriber : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("stt-quality-");
    private readonly Runspace _runspace;

    public Transcriber(string manifest)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(manifest);
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        Run("Connect-SttService -Local -DataDirectory $args[0]", _data.FullName);
    }

    /// <summary>The texts of recordings, in their order.</summary>
    public IReadOnlyList<string> Transcribe(IEnumerable<string> paths, string baseModel) =>
        [.. Run("foreach ($path in $args[0]) { \"$(Invoke-SttRecognition -LiteralPath $path -BaseModel $args[1])\" }",
            paths.ToArray(), baseModel).Select(text => text.ToString())];

    private Collection<PSObject> Run(string script, params object[] arguments)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript("$ErrorActionPreference = 'Stop'; " + script);
        foreach (object argument in arguments) shell.AddArgument(argument);
        return shell.Invoke();
    }

    public void Dispose()
    {
        Run("Stop-SttLocalService -DataDirectory $args[0] -Confirm:$false", _data.FullName);
        _runspace.Dispose();
        _data.Delete(recursive: true);
    }
}
