using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SttPowerShell.Reliability;

/// <summary>The module in a PowerShell of its own, as a script uses it.</summary>
internal sealed class ModuleClient : IDisposable
{
    private const string Script =
        """
        param($Uri, $File, $IdleTimeout, $Transport)
        $session = Connect-SttService -Uri $Uri -NoAuthentication -IdleTimeout $IdleTimeout -SendTimeout $IdleTimeout `
            -MaximumRetryCount 1 -ErrorAction Stop
        try { (Invoke-SttRecognition -LiteralPath $File -Session $session -Transport $Transport -ErrorAction Stop).Transcript }
        finally { Disconnect-SttService -Session $session }
        """;

    private const string JobScript =
        """
        param($Uri, $File, $IdleTimeout)
        $session = Connect-SttService -Uri $Uri -NoAuthentication -IdleTimeout $IdleTimeout -SendTimeout $IdleTimeout `
            -MaximumRetryCount 1 -ErrorAction Stop
        try
        {
            $job = Start-SttRecognitionJob -LiteralPath $File -Session $session -ErrorAction Stop
            ($job | Receive-SttRecognitionJob -Wait -Timeout 6 -ErrorAction Stop).Transcript
        }
        finally { Disconnect-SttService -Session $session }
        """;

    private readonly Runspace _runspace;

    public ModuleClient(string manifest)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(manifest);
        state.ThrowOnRunspaceOpenError = true;
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    public Task<Outcome> RecognizeAsync(Uri uri, string file, TimeSpan idle, TimeSpan limit, string transport = "Http")
        => RunAsync(Script, uri, file, idle, limit, transport);

    /// <summary>By a job, which is waited for.</summary>
    public Task<Outcome> RecognizeByJobAsync(Uri uri, string file, TimeSpan idle, TimeSpan limit)
        => RunAsync(JobScript, uri, file, idle, limit, null);

    private async Task<Outcome> RunAsync(
        string script, Uri uri, string file, TimeSpan idle, TimeSpan limit, string? transport)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript(script).AddArgument(uri).AddArgument(file).AddArgument(idle.TotalSeconds);
        if (transport is not null) shell.AddArgument(transport);
        Task<PSDataCollection<PSObject>> run = shell.InvokeAsync();
        if (await Task.WhenAny(run, Task.Delay(limit)) != run)
        {
            await shell.StopAsync(null, null);
            return Outcome.Hang;
        }
        try
        {
            PSDataCollection<PSObject> output = await run;
            return new Outcome(output.Count == 0 ? "" : output[0]?.ToString(), null, false);
        }
        catch (RuntimeException e)
        {
            return new Outcome(null, e.ErrorRecord.ToString(), false);
        }
    }

    public void Dispose() => _runspace.Dispose();
}
