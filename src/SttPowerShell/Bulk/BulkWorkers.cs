using System.Threading.Channels;

namespace SttPowerShell.Bulk;

/// <summary>
/// Workers that go on while the cmdlet waits for its next input, away from the pipeline thread. All members are for
/// that thread.
/// </summary>
/// <param name="work">Does one recording.</param>
/// <param name="limit">Tells when nothing more is to be begun.</param>
/// <param name="most">How many workers there are at most.</param>
internal sealed class BulkWorkers(
    Func<BulkFile, WorkerProgress, CancellationToken, Task<BulkOutcome>> work, BulkLimit limit, int most) : IDisposable
{
    /// <summary>
    /// How many recordings wait at most. So many are known beforehand that progress can tell of a whole, and so few are
    /// kept that memory doesn't grow with all.
    /// </summary>
    private const int MostWaiting = 4096;

    private readonly Channel<BulkFile> _waiting = Channel.CreateBounded<BulkFile>(MostWaiting);
    private readonly Channel<BulkOutcome> _done = Channel.CreateUnbounded<BulkOutcome>();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _tasks = [];
    private readonly List<WorkerProgress> _progress = [];

    /// <summary>What each worker is at.</summary>
    public IReadOnlyList<WorkerProgress> Progress => _progress;

    /// <summary>How many recordings have been taken whose outcome hasn't been asked for.</summary>
    public int Outstanding { get; private set; }

    /// <summary>Takes a recording, unless too many wait.</summary>
    public bool TryAdd(BulkFile file)
    {
        if (!_waiting.Writer.TryWrite(file)) return false;
        Outstanding++;
        if (_progress.Count < most)
        {
            WorkerProgress progress = new();
            _progress.Add(progress);
            _tasks.Add(Task.Run(() => WorkAsync(progress)));
        }
        return true;
    }

    /// <summary>Says that no more recordings come.</summary>
    public void NoMore() => _waiting.Writer.TryComplete();

    /// <summary>An outcome that is there.</summary>
    public BulkOutcome? Next()
    {
        if (!_done.Reader.TryRead(out BulkOutcome? outcome)) return null;
        Outstanding--;
        return outcome;
    }

    /// <summary>Waits until an outcome is there.</summary>
    public Task WaitAsync(CancellationToken cancel) => _done.Reader.WaitToReadAsync(cancel).AsTask();

    /// <summary>Cancels what is under way and waits until it has ended, so that nothing is written any more.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        Task.WaitAll([.. _tasks]);
        _stop.Dispose();
    }

    private async Task WorkAsync(WorkerProgress progress)
    {
        try
        {
            while (await TakeAsync(progress) is BulkFile file)
            {
                BulkOutcome outcome = limit.IsReached
                    ? BulkOutcome.NotTried(file)
                    : await work(file, progress, _stop.Token);
                if (outcome.Error is not null) limit.Count(outcome.Error);
                _done.Writer.TryWrite(outcome);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        // Nobody else would see it; the cmdlet throws it.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            _done.Writer.TryComplete(e);
        }
    }

    private async Task<BulkFile?> TakeAsync(WorkerProgress progress)
    {
        if (_waiting.Reader.TryRead(out BulkFile? file)) return file;
        progress.End();
        return await _waiting.Reader.WaitToReadAsync(_stop.Token) ? await TakeAsync(progress) : null;
    }
}
