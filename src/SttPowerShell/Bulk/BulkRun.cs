using System.Management.Automation;
using SttPowerShell.Errors;

namespace SttPowerShell.Bulk;

/// <summary>
/// A bulk run as the cmdlet sees it, on the pipeline thread: takes recordings, hands them to workers, and tells what
/// has become of them.
/// </summary>
internal sealed class BulkRun : IDisposable
{
    private readonly Cmdlet _cmdlet;
    private readonly BulkTally _tally;
    private readonly BulkLimit _limit;
    private readonly Action<SttBulkResult, ErrorRecord?> _tell;
    private readonly BulkRecognition _work;
    private readonly BulkWorkers _workers;
    private readonly BulkProgress _progress;
    private readonly BulkIntake _intake;
    private readonly Queue<BulkFile> _interrupted = new();
    private Task? _waiting;
    private bool _isDisposed;

    /// <param name="cmdlet">What writes.</param>
    /// <param name="tally">What counts.</param>
    /// <param name="work">What does one recording.</param>
    /// <param name="intake">What looks at each path.</param>
    /// <param name="limit">What tells when nothing more is to be begun.</param>
    /// <param name="most">How many recordings are recognised at once.</param>
    /// <param name="tell">Takes what has become of a recording, with the error if it failed.</param>
    public BulkRun(
        Cmdlet cmdlet,
        BulkTally tally,
        BulkRecognition work,
        BulkIntake intake,
        BulkLimit limit,
        int most,
        Action<SttBulkResult, ErrorRecord?> tell)
    {
        (_cmdlet, _tally, _work, _intake, _limit, _tell) = (cmdlet, tally, work, intake, limit, tell);
        _workers = new BulkWorkers(work.RunAsync, limit, most);
        _progress = new BulkProgress(cmdlet, tally, _workers.Progress);
    }

    /// <summary>Takes a recording; it is recognised while others are looked at.</summary>
    /// <param name="file">The recording.</param>
    /// <param name="isConfirmed">Asks whether it shall be recognised.</param>
    /// <param name="cancel">Ends waiting for a place.</param>
    public async Task AddAsync(BulkFile file, Func<bool> isConfirmed, CancellationToken cancel)
    {
        bool isFinished = _intake.IsFinished(file);
        _tally.Files++;
        if (isFinished)
        {
            Tell(BulkOutcome.Skipped(file, _intake.OutputsOf(file)));
        }
        else if (_limit.IsReached || !isConfirmed()) Tell(BulkOutcome.NotTried(file));
        else
        {
            while (!_workers.TryAdd(file)) await WaitAsync(isWhole: false, cancel);
        }
        await TellAllAsync(cancel);
        _progress.Show(isWhole: false);
    }

    /// <summary>Waits until all that was taken has come to its end.</summary>
    public async Task FinishAsync(CancellationToken cancel)
    {
        try
        {
            _workers.NoMore();
            await TellAllAsync(cancel);
            while (_workers.Outstanding > 0) await WaitAsync(isWhole: true, cancel);
        }
        finally
        {
            _progress.Complete();
        }
    }

    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _workers.Dispose();
        _work.Journal?.Dispose();
    }

    /// <summary>Waits for an outcome, or until progress is to be shown again.</summary>
    private async Task WaitAsync(bool isWhole, CancellationToken cancel)
    {
        _waiting ??= _workers.WaitAsync(cancel);
        await Task.WhenAny(_waiting, Task.Delay(BulkProgress.Pause, cancel));
        if (_waiting.IsCompleted)
        {
            Task ended = _waiting;
            _waiting = null;
            await ended;
        }
        cancel.ThrowIfCancellationRequested();
        await TellAllAsync(cancel);
        _progress.Show(isWhole);
    }

    private async Task TellAllAsync(CancellationToken cancel)
    {
        while (_workers.Next() is BulkOutcome outcome) Tell(outcome);
        while (_interrupted.TryDequeue(out BulkFile? file))
        {
            // What flows with this step of the cmdlet flows into the work, and the step goes on until it is done.
            BulkOutcome outcome = _limit.IsReached
                ? BulkOutcome.NotTried(file)
                : await Task.Run(() => _work.RunAsync(file, new WorkerProgress(), cancel), cancel);
            if (outcome.Result is null) outcome = BulkOutcome.Failed(file, BulkErrors.Interrupted(file.Path));
            if (outcome.Error is not null) _limit.Count(outcome.Error);
            Tell(outcome);
        }
    }

    private void Tell(BulkOutcome outcome)
    {
        BulkFile file = outcome.File;
        if (outcome.Result is not SttBulkResult result)
        {
            _interrupted.Enqueue(file);
            return;
        }
        if (file.IsRenamed && result.Status == SttBulkStatus.Completed)
        {
            _cmdlet.WriteWarning(
                $"Another recording of the same name was there before; '{file.Path}' is named {file.Name}.");
        }
        foreach (string warning in outcome.Warnings ?? [])
        {
            _cmdlet.WriteWarning($"{Path.GetFileName(file.Path)}: {warning}");
        }
        _cmdlet.WriteVerbose(result.Error is null ? $"{result}." : $"{result}. {result.Error}");
        _tally.Add(result);
        _tell(result, outcome.Error);
    }
}
