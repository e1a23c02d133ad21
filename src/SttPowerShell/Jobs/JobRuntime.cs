using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace SttPowerShell.Jobs;

/// <summary>
/// What a cmdlet that runs in a job has in place of a pipeline: everything that it writes goes to the job's streams.
/// Nobody is there to be asked.
/// </summary>
internal sealed class JobRuntime(Job job) : ICommandRuntime2
{
    /// <summary>Old reports of progress are of no use, and a long job would collect any number.</summary>
    private const int MostProgress = 50;

    public PSHost? Host => null;

    public PSTransactionContext? CurrentPSTransaction => null;

    public void WriteObject(object? sendToPipeline) => job.Output.Add(PSObject.AsPSObject(sendToPipeline));

    public void WriteObject(object? sendToPipeline, bool enumerateCollection)
    {
        System.Collections.IEnumerable? several =
            enumerateCollection ? LanguagePrimitives.GetEnumerable(sendToPipeline) : null;
        if (several is null)
        {
            WriteObject(sendToPipeline);
            return;
        }
        foreach (object? one in several) WriteObject(one);
    }

    public void WriteError(ErrorRecord errorRecord) => job.Error.Add(errorRecord);

    public void WriteWarning(string text) => job.Warning.Add(new WarningRecord(text));

    public void WriteVerbose(string text) => job.Verbose.Add(new VerboseRecord(text));

    public void WriteDebug(string text) => job.Debug.Add(new DebugRecord(text));

    public void WriteCommandDetail(string text)
    {
    }

    public void WriteInformation(InformationRecord informationRecord) => job.Information.Add(informationRecord);

    public void WriteProgress(ProgressRecord progressRecord)
    {
        if (job.Progress.Count >= MostProgress) job.Progress.RemoveAt(0);
        // The cmdlet changes its record and writes it again.
        job.Progress.Add(new ProgressRecord(
            progressRecord.ActivityId, progressRecord.Activity, progressRecord.StatusDescription)
        {
            PercentComplete = progressRecord.PercentComplete,
            ParentActivityId = progressRecord.ParentActivityId,
            SecondsRemaining = progressRecord.SecondsRemaining,
            RecordType = progressRecord.RecordType,
        });
    }

    public void WriteProgress(long sourceId, ProgressRecord progressRecord) => WriteProgress(progressRecord);

    public bool ShouldProcess(string target) => true;

    public bool ShouldProcess(string target, string action) => true;

    public bool ShouldProcess(string verboseDescription, string verboseWarning, string caption) => true;

    public bool ShouldProcess(
        string verboseDescription, string verboseWarning, string caption, out ShouldProcessReason shouldProcessReason)
    {
        shouldProcessReason = ShouldProcessReason.None;
        return true;
    }

    public bool ShouldContinue(string query, string caption) => true;

    public bool ShouldContinue(string query, string caption, ref bool yesToAll, ref bool noToAll) => true;

    public bool ShouldContinue(
        string query, string caption, bool hasSecurityImpact, ref bool yesToAll, ref bool noToAll) => true;

    public bool TransactionAvailable() => false;

    [DoesNotReturn]
    public void ThrowTerminatingError(ErrorRecord errorRecord) => throw new JobTerminatedException(errorRecord);
}
