using System.Data.Common;
using System.Globalization;
using SttPowerShell.LocalService.Jobs;

namespace SttPowerShell.LocalService.Storage;

/// <summary>
/// Rows of operations. What ends an attempt is fenced: it changes nothing, and gives false, if the operation was
/// claimed again or has ended since the attempt's claim.
/// </summary>
internal static class OperationTable
{
    private const string Waiting =
        "SELECT id, kind, fence, not_before FROM operation WHERE "
        + "(state = 'queued' OR (state = 'running' AND owner <> @owner))";

    /// <summary>Whether an operation with this key is queued or running.</summary>
    public static bool IsActive(DbTransaction transaction, string key)
    {
        using DbCommand command = transaction.Command(
            "SELECT EXISTS (SELECT 1 FROM operation WHERE key = @key AND state IN ('queued', 'running'))",
            ("@key", key));
        return command.ExecuteScalar() is 1L;
    }

    /// <summary>Whether an operation whose key begins so is queued or running.</summary>
    public static bool IsAnyActive(DbTransaction transaction, string keyStart)
    {
        using DbCommand command = transaction.Command(
            """
            SELECT EXISTS (SELECT 1 FROM operation
                WHERE key >= @start AND key < @start || char(0x10FFFF) AND state IN ('queued', 'running'))
            """,
            ("@start", keyStart));
        return command.ExecuteScalar() is 1L;
    }

    /// <summary>Adds a queued operation; false if one with its key is active.</summary>
    public static bool TryInsert(DbTransaction transaction, Guid id, NewOperation operation, DateTimeOffset now)
    {
        using DbCommand command = transaction.Command(
            """
            INSERT INTO operation (id, kind, key, payload, state, not_before, created, updated)
            VALUES (@id, @kind, @key, @payload, 'queued', @not_before, @now, @now)
            ON CONFLICT (key) WHERE state IN ('queued', 'running') DO NOTHING
            """,
            ("@id", Text(id)), ("@kind", operation.Kind), ("@key", operation.Key), ("@payload", operation.Payload),
            ("@not_before", Text(operation.NotBefore)), ("@now", UtcText.Format(now)));
        return command.ExecuteNonQuery() == 1;
    }

    /// <summary>All operations that wait to be run, oldest first: queued, or left behind by another owner.</summary>
    public static IReadOnlyList<WaitingOperation> ListWaiting(DbConnection connection, string owner)
    {
        using DbCommand command = connection.Command($"{Waiting} ORDER BY created, id", ("@owner", owner));
        return [.. Read(command)];
    }

    /// <summary>One operation, or null if it doesn't wait to be run.</summary>
    public static WaitingOperation? FindWaiting(DbConnection connection, Guid id, string owner)
    {
        using DbCommand command = connection.Command($"{Waiting} AND id = @id", ("@owner", owner), ("@id", Text(id)));
        return Read(command).FirstOrDefault();
    }

    /// <summary>Begins an attempt: takes the operation for an owner, or gives null if it doesn't wait.</summary>
    /// <param name="transaction">What it is part of.</param>
    /// <param name="id">The operation.</param>
    /// <param name="fence">
    /// Its fence when the attempt was planned: since then another may have been made, after which it waits anew. Null for
    /// any.
    /// </param>
    /// <param name="owner">Whose it is from now on.</param>
    /// <param name="now">The time.</param>
    public static Claim? TryClaim(DbTransaction transaction, Guid id, long? fence, string owner, DateTimeOffset now)
    {
        using DbCommand command = transaction.Command(
            """
            UPDATE operation SET state = 'running', attempts = attempts + 1, fence = fence + 1, owner = @owner,
                not_before = NULL, updated = @now
            WHERE id = @id AND fence = COALESCE(@fence, fence)
                AND (state = 'queued' OR (state = 'running' AND owner <> @owner))
            RETURNING kind, key, payload, attempts, fence, reason
            """,
            ("@owner", owner), ("@now", UtcText.Format(now)), ("@id", Text(id)), ("@fence", fence));
        using DbDataReader row = command.ExecuteReader();
        if (!row.Read()) return null;
        return new Claim(id, row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt64(4))
        {
            LastFailure = row.IsDBNull(5) ? null : row.GetString(5),
        };
    }

    /// <summary>Ends the operation with success.</summary>
    public static bool Complete(DbTransaction transaction, Claim claim, DateTimeOffset now)
        => Settle(transaction, claim, "state = 'done', reason = NULL", now);

    /// <summary>Ends the operation without success.</summary>
    public static bool Fail(DbTransaction transaction, Claim claim, string reason, DateTimeOffset now)
        => Settle(transaction, claim, "state = 'failed', reason = @reason", now, ("@reason", reason));

    /// <summary>Queues the operation for its next attempt.</summary>
    public static bool Retry(
        DbTransaction transaction, Claim claim, string reason, DateTimeOffset notBefore, DateTimeOffset now)
        => Settle(transaction, claim, "state = 'queued', reason = @reason, not_before = @not_before", now,
            ("@reason", reason), ("@not_before", UtcText.Format(notBefore)));

    /// <summary>Queues the operation as if the attempt had never begun.</summary>
    public static bool Release(DbTransaction transaction, Claim claim, DateTimeOffset now)
        => Settle(transaction, claim, "state = 'queued', attempts = attempts - 1", now);

    /// <summary>Removes operations that ended before a time.</summary>
    public static void Purge(DbTransaction transaction, DateTimeOffset before)
    {
        using DbCommand command = transaction.Command(
            "DELETE FROM operation WHERE state IN ('done', 'failed') AND updated < @before",
            ("@before", UtcText.Format(before)));
        command.ExecuteNonQuery();
    }

    private static bool Settle(
        DbTransaction transaction, Claim claim, string changes, DateTimeOffset now,
        params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using DbCommand command = transaction.Command(
            $"UPDATE operation SET {changes}, owner = NULL, updated = @now "
                + "WHERE id = @id AND fence = @fence AND state = 'running'",
            [.. values, ("@now", UtcText.Format(now)), ("@id", Text(claim.OperationId)), ("@fence", claim.Fence)]);
        return command.ExecuteNonQuery() == 1;
    }

    private static IEnumerable<WaitingOperation> Read(DbCommand command)
    {
        using DbDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            yield return new WaitingOperation(Guid.Parse(row.GetString(0)), row.GetString(1), row.GetInt64(2),
                row.IsDBNull(3) ? null : UtcText.Parse(row.GetString(3)));
        }
    }

    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    private static string? Text(DateTimeOffset? time) => time is DateTimeOffset known ? UtcText.Format(known) : null;
}
