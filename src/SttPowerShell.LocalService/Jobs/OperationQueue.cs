using System.Data.Common;
using System.Threading.Channels;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Jobs;

/// <summary>The table of operations, and in memory the ids that wait to be given to the scheduler.</summary>
internal sealed class OperationQueue : IOperationQueue, IDisposable
{
    private readonly ServiceStore _store;
    private readonly TimeProvider _clock;

    private readonly Channel<Guid> _dispatched =
        Channel.CreateUnbounded<Guid>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>
    /// Dispatched with the next commit: the store has one writer at a time, and tells of a commit before the next one.
    /// An operation of a transaction that was rolled back isn't found then.
    /// </summary>
    private readonly List<Guid> _uncommitted = [];

    public OperationQueue(ServiceStore store, TimeProvider clock)
    {
        (_store, _clock) = (store, clock);
        store.Committed += OnCommitted;
    }

    /// <summary>What <see cref="Dispatch"/> was called for.</summary>
    public ChannelReader<Guid> Dispatched => _dispatched.Reader;

    public Guid Add(DbTransaction transaction, NewOperation operation)
    {
        Guid id = Guid.NewGuid();
        if (OperationTable.TryInsert(transaction, id, operation, _clock.GetUtcNow())) return id;
        throw new OperationConflictException(operation.Key);
    }

    public void AddAndDispatch(DbTransaction transaction, NewOperation operation)
        => _uncommitted.Add(Add(transaction, operation));

    public void Dispatch(Guid id) => _dispatched.Writer.TryWrite(id);

    public void Dispose() => _store.Committed -= OnCommitted;

    private void OnCommitted()
    {
        foreach (Guid id in _uncommitted) Dispatch(id);
        _uncommitted.Clear();
    }
}
