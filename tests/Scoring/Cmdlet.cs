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
        PSObject[] rows = [.. pairs.Select(Row)];
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript("$ErrorActionPreference = 'Stop'; $input | "
            + $"Measure-SttWordError -CaseSensitive -KeepPunctuation -KeepHesitation {more}");
        long begun = Stopwatch.GetTimestamp();
        dynamic[] results = [.. shell.Invoke(rows).Select(result => result.BaseObject)];
        return (results, Stopwatch.GetElapsedTime(begun));
    }

    public void Dispose() => _runspace.Dispose();

    private static PSObject Row(Pair pair)
    {
        PSObject row = new();
        row.Properties.Add(new PSNoteProperty("Reference", pair.ReferenceText));
        row.Properties.Add(new PSNoteProperty("Hypothesis", pair.HypothesisText));
        return row;
    }
}
