using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SttPowerShell.Reliability;

/// <summary>A runspace with the module, in which a script ends in time or is stopped.</summary>
internal sealed class SoakShell : IDisposable
{
    /// <summary>Far longer than the slowest call of the load takes: what takes as long never ends.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Runspace _runspace;

    public SoakShell(string manifest)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(manifest);
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    /// <exception cref="TimeoutException">It didn't end.</exception>
    /// <exception cref="RuntimeException">It ended with an error.</exception>
    public Collection<PSObject> Run(string script, params object[] arguments)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript("$ErrorActionPreference = 'Stop'").AddStatement().AddScript(script);
        foreach (object argument in arguments) shell.AddArgument(argument);
        IAsyncResult running = shell.BeginInvoke();
        if (!running.AsyncWaitHandle.WaitOne(Limit))
        {
            shell.Stop();
            throw new TimeoutException();
        }
        return [.. shell.EndInvoke(running)];
    }

    public string[] Texts(string script, params object[] arguments) => [.. Run(script, arguments).Select(o => $"{o}")];

    public void Dispose() => _runspace.Dispose();
}
