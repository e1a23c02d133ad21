using System.Data.Common;

namespace SttPowerShell.LocalService.Jobs;

/// <summary>The durable queue of operations.</summary>
internal interface IOperationQueue
{
    /// <summary>Adds an operation in the transaction that changes what it is about.</summary>
    /// <returns>Its id, for <see cref="Dispatch"/> once the transaction is committed.</returns>
    /// <exception cref="OperationConflictException">An operation with the same key is queued or running.</exception>
    Guid Add(DbTransaction transaction, NewOperation operation);

    /// <summary>
    /// Adds an operation that begins as soon as the transaction is committed: for whoever doesn't see that.
    /// </summary>
    /// <exception cref="OperationConflictException">An operation with the same key is queued or running.</exception>
    void AddAndDispatch(DbTransaction transaction, NewOperation operation);

    /// <summary>Lets a committed operation begin. One that is never dispatched begins at the next start.</summary>
    void Dispatch(Guid id);
}

/// <summary>An operation with the same key is active.</summary>
internal sealed class OperationConflictException(string key) : Exception($"An operation on {key} is active.")
{
    public string Key { get; } = key;
}
