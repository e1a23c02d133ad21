using System.Data.Common;

namespace SttPowerShell.LocalService.Jobs;

/// <summary>What competes for the same places: as many operations of a group run at once as its limit allows.</summary>
internal enum OperationGroup
{
    Analysis,
    Training,
    Recognition,
    Notification,
}

/// <summary>
/// Does the work of one kind of operation. It may be begun more than once, after a crash, and two may even overlap, so
/// it works from its payload alone, in a folder of its own, and changes nothing that anybody sees before it publishes.
/// </summary>
internal interface IOperationHandler
{
    string Kind { get; }

    OperationGroup Group { get; }

    /// <summary>How often an operation is begun before it counts as failed.</summary>
    int MostAttempts => OperationRunner.MostAttempts;

    /// <summary>The wait before the second attempt; it doubles.</summary>
    TimeSpan FirstBackOff => OperationRunner.FirstBackOff;

    /// <summary>Does the work.</summary>
    /// <returns>What makes the result visible: run in the transaction that ends the operation, if the claim holds.</returns>
    /// <exception cref="OperationFailedException">The work can't succeed; the message is the reason to show.</exception>
    /// <exception cref="OperationPostponedException">Another attempt may succeed; the message says why.</exception>
    Task<Action<DbTransaction>> RunAsync(Claim claim, CancellationToken cancel);

    /// <summary>Makes the failure visible, in the transaction that ends the operation.</summary>
    void Fail(DbTransaction transaction, Claim claim, string reason);
}
