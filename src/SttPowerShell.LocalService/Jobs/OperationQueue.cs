using System.Data.Common;
using System.Threading.Channels;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Jobs;

/// <summary>The table of operations, and in memory the ids that wait to be given to the scheduler.</summary>
internal sealed class OperationQueue(TimeProvider clock) : IOperationQueue
{
    private readonly Channel<Guid> _dispatched =
        Channel.CreateUnbounded<Guid>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>What <see cref="Dispatch"/> was called for.</summary>
    public ChannelReader<Guid> Dispatched => _dispatched.Reader;

    public Guid Add(DbTransaction transaction, NewOperation operation)
    {
        Guid id = Guid.NewGuid();
        if (OperationTable.TryInsert(transaction, id, operation, clock.GetUtcNow())) return id;
        throw new OperationConflictException(operation.Key);
    }

    public void Dispatch(Guid id) => _dispatched.Writer.TryWrite(id);
}
