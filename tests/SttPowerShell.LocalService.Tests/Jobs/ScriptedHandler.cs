using System.Collections.Concurrent;
using System.Data.Common;
using SttPowerShell.LocalService.Jobs;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Tests.Jobs;

/// <summary>A handler that does what its test says, and publishes into a table that it makes itself.</summary>
internal sealed class ScriptedHandler(string kind, OperationGroup group = OperationGroup.Analysis) : IOperationHandler
{
    public string Kind => kind;

    public OperationGroup Group => group;

    /// <summary>The claims that were run.</summary>
    public ConcurrentQueue<Claim> Runs { get; } = [];

    /// <summary>What an attempt does before it has its result.</summary>
    public Func<Claim, CancellationToken, Task> Work { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What publication does after it has written.</summary>
    public Action<DbTransaction> Published { get; set; } = _ => { };

    public async Task<Action<DbTransaction>> RunAsync(Claim claim, CancellationToken cancel)
    {
        Runs.Enqueue(claim);
        await Work(claim, cancel);
        return transaction =>
        {
            Write(transaction, claim.Key, $"result {claim.Attempt}");
            Published(transaction);
        };
    }

    public void Fail(DbTransaction transaction, Claim claim, string reason) => Write(transaction, claim.Key, reason);

    private static void Write(DbTransaction transaction, string key, string text)
        => Assert.Equal(text, SettingTable.GetOrAdd(transaction, key, () => text));
}
