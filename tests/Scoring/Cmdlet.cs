using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SttPowerShell.Scoring;

/// <summary>Measure-SttWordError in a PowerShell of its own.</summary>
internal sealed class Cmdlet : IDisposable
{
    private readonly Runspace _runspace;

    public Cmdlet(string manifest)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(manifest);
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    /// <summary>Measures pairs that come through the pipeline.</summary>
    public (IReadOnlyList<dynamic> Results, TimeSpan Time) Measure(IReadOnlyList<Pair> pairs, string more = "")
    {
        PSObject[] rows = [.. pairs.Select(pair => Row(
            ("Reference", pair.ReferenceText), ("Hypothesis", pair.HypothesisText)))];
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript("$ErrorActionPreference = 'Stop'; $input | "
            + $"Measure-SttWordError -CaseSensitive -KeepPunctuation -KeepHesitation {more}");
        long begun = Stopwatch.GetTimestamp();
        dynamic[] results = [.. shell.Invoke(rows).Select(result => result.BaseObject)];
        return (results, Stopwatch.GetElapsedTime(begun));
    }

    /// <summary>Compares two recognitions through the service that gives them.</summary>
    public TestResult Compare(SpokenService service, Contest contest, string folder)
    {
        service.Contest = contest;
        string[] paths = SpokenService.Record(folder, contest.Baseline.Count);
        PSObject[] rows = [.. paths.Zip(contest.Baseline).Select(of => Row(
            ("Path", of.First), ("Reference", of.Second.ReferenceText)))];
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript("""
            $ErrorActionPreference = 'Stop'
            $session = Connect-SttService $args[0] -NoAuthentication
            try {
                $input | Compare-SttModel $args[1] -ContentType 'audio/l16;rate=16000' -CaseSensitive -KeepPunctuation `
                    -KeepHesitation -WordsOnly -Session $session
            }
            finally { Disconnect-SttService $session }
            """).AddArgument(service.Uri).AddArgument(SpokenService.Model);
        dynamic result = shell.Invoke(rows)[1].BaseObject;
        return new TestResult(result.Segments, result.Z ?? 0, result.Significant);
    }

    public void Dispose() => _runspace.Dispose();

    private static PSObject Row(params (string Name, string Value)[] columns)
    {
        PSObject row = new();
        foreach ((string name, string value) in columns) row.Properties.Add(new PSNoteProperty(name, value));
        return row;
    }
}
