using System.Data.Common;
using System.Globalization;
using Humanizer;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Jobs;

/// <summary>
/// Makes one attempt at an operation: claims it, lets its handler work, and ends it together with what the handler
/// publishes in one transaction. Whatever happens, the operation is then done, failed or queued again; only a killed
/// process leaves one running, and the next start finds it.
/// </summary>
internal sealed class OperationRunner(
    ServiceStore store, OperationQueue queue, IEnumerable<IOperationHandler> handlers, ScratchFolders scratch,
    TimeProvider clock, ILogger<OperationRunner> log)
{
    /// <summary>How often an operation is begun before it counts as failed, unless its handler says otherwise.</summary>
    internal const int MostAttempts = 3;

    /// <summary>The wait before the second attempt, unless the handler says otherwise; it doubles.</summary>
    internal static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(2);

    /// <summary>How long ended operations are kept, for whoever looks into the store.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>
    /// The wait before something is written again that the store, its disk full perhaps, didn't take.
    /// </summary>
    internal static readonly TimeSpan StoreBackOff = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, IOperationHandler> _handlers = handlers.ToDictionary(handler => handler.Kind);

    /// <summary>Tells this runner's claims from those of its dead predecessors.</summary>
    public string Owner { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>What an operation of this kind competes for.</summary>
    public OperationGroup GroupOf(string kind)
        => _handlers.TryGetValue(kind, out IOperationHandler? handler) ? handler.Group : OperationGroup.Analysis;

    /// <summary>Makes an attempt, unless the operation doesn't wait any more.</summary>
    /// <param name="id">The operation.</param>
    /// <param name="fence">Its fence when the attempt was planned; null for any.</param>
    /// <param name="stopping">The service stops: the operation is queued for its next start.</param>
    public async Task RunAsync(Guid id, long? fence, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        Claim? claim = await PersistAsync(
            transaction => OperationTable.TryClaim(transaction, id, fence, Owner, clock.GetUtcNow()), stopping)
            .ConfigureAwait(false);
        if (claim is null) return;
        try
        {
            await AttemptAsync(claim, stopping).ConfigureAwait(false);
        }
        finally
        {
            RemoveScratch(claim);
        }
    }

    private async Task AttemptAsync(Claim claim, CancellationToken stopping)
    {
        if (!_handlers.TryGetValue(claim.Kind, out IOperationHandler? handler))
        {
            await FailAsync(claim, null, "This version of the service can't do it.", stopping).ConfigureAwait(false);
            return;
        }
        if (claim.Attempt > handler.MostAttempts)
        {
            string failure = claim.LastFailure is null ? "" : $" An earlier attempt failed: {claim.LastFailure}";
            await FailAsync(claim, handler, $"Processing was interrupted {Times(handler)}.{failure}", stopping)
                .ConfigureAwait(false);
            return;
        }
        try
        {
            OperationLog.Begun(log, claim.Kind, claim.OperationId, claim.Key, claim.Attempt);
            Action<DbTransaction> publish = await handler.RunAsync(claim, stopping).ConfigureAwait(false);
            await CompleteAsync(claim, publish).ConfigureAwait(false);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // Whatever it says: work that is broken off may fail in many ways.
            await ReleaseAsync(claim).ConfigureAwait(false);
        }
        catch (OperationFailedException failure)
        {
            await FailAsync(claim, handler, failure.Message, stopping).ConfigureAwait(false);
        }
        catch (OperationPostponedException later)
        {
            OperationLog.Postponed(log, claim.Kind, claim.OperationId, claim.Key, claim.Attempt, later.Message);
            await RetryOrFailAsync(claim, handler, later.Message, stopping).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            OperationLog.AttemptFailed(log, failure, claim.Kind, claim.OperationId, claim.Key, claim.Attempt);
            await RetryOrFailAsync(claim, handler, failure.Message, stopping).ConfigureAwait(false);
        }
    }

    private async Task CompleteAsync(Claim claim, Action<DbTransaction> publish)
    {
        bool taken = await store.WriteAsync(
            transaction =>
            {
                DateTimeOffset now = clock.GetUtcNow();
                // First of all: what is published may depend on the key's being free.
                if (!OperationTable.Complete(transaction, claim, now)) return false;
                publish(transaction);
                OperationTable.Purge(transaction, now - Kept);
                return true;
            },
            CancellationToken.None).ConfigureAwait(false);
        if (taken) OperationLog.Done(log, claim.Kind, claim.OperationId, claim.Key);
        else OperationLog.Superseded(log, claim.Kind, claim.OperationId, claim.Key);
    }

    private async Task RetryOrFailAsync(
        Claim claim, IOperationHandler handler, string message, CancellationToken stopping)
    {
        if (claim.Attempt >= handler.MostAttempts)
        {
            await FailAsync(claim, handler, $"Processing failed {Times(handler)}: {message}", stopping)
                .ConfigureAwait(false);
            return;
        }
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset notBefore = now + (handler.FirstBackOff * Math.Pow(2, claim.Attempt - 1));
        bool queued = await PersistAsync(
            transaction => OperationTable.Retry(transaction, claim, message, notBefore, now), stopping)
            .ConfigureAwait(false);
        if (queued) queue.Dispatch(claim.OperationId);
    }

    private static string Times(IOperationHandler handler)
        => $"{handler.MostAttempts.ToWords(CultureInfo.InvariantCulture)} times";

    private async Task FailAsync(
        Claim claim, IOperationHandler? handler, string reason, CancellationToken stopping)
    {
        bool failed;
        try
        {
            failed = await EndAsync(
                claim, reason, transaction => handler?.Fail(transaction, claim, reason), stopping)
                .ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (StoreException or OperationCanceledException))
        {
            // The handler can't tell its failure; the key must become free all the same.
            OperationLog.AttemptFailed(log, failure, claim.Kind, claim.OperationId, claim.Key, claim.Attempt);
            failed = await EndAsync(claim, reason, _ => { }, stopping).ConfigureAwait(false);
        }
        if (failed) OperationLog.Failed(log, claim.Kind, claim.OperationId, claim.Key, reason);
        else OperationLog.Superseded(log, claim.Kind, claim.OperationId, claim.Key);
    }

    private Task<bool> EndAsync(
        Claim claim, string reason, Action<DbTransaction> publish, CancellationToken stopping) => PersistAsync(
        transaction =>
        {
            if (!OperationTable.Fail(transaction, claim, reason, clock.GetUtcNow())) return false;
            publish(transaction);
            return true;
        },
        stopping);

    private async Task ReleaseAsync(Claim claim)
    {
        try
        {
            await store.WriteAsync(
                transaction => OperationTable.Release(transaction, claim, clock.GetUtcNow()), CancellationToken.None)
                .ConfigureAwait(false);
            OperationLog.Released(log, claim.Kind, claim.OperationId, claim.Key);
        }
        catch (StoreException failure)
        {
            // The next start takes it for interrupted.
            OperationLog.StoreRefused(log, failure.Message);
        }
    }

    /// <summary>Writes, again and again if the store can't: an operation must not stay locked.</summary>
    private async Task<T> PersistAsync<T>(Func<DbTransaction, T> change, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await store.WriteAsync(change, CancellationToken.None).ConfigureAwait(false);
            }
            catch (StoreException failure)
            {
                OperationLog.StoreRefused(log, failure.Message);
            }
            await Task.Delay(StoreBackOff, clock, stopping).ConfigureAwait(false);
        }
    }

    private void RemoveScratch(Claim claim)
    {
        try
        {
            scratch.Remove(claim);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next start removes it.
            OperationLog.NotRemoved(log, failure.Message);
        }
    }
}
