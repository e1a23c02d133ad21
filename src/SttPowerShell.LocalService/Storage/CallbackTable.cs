using System.Data.Common;
using System.Globalization;
using SttPowerShell.LocalService.Recognition.Jobs;

namespace SttPowerShell.LocalService.Storage;

/// <summary>Rows of registered callbacks.</summary>
internal static class CallbackTable
{
    /// <summary>A callback of this owner; null if the address isn't registered.</summary>
    public static RegisteredCallback? Find(DbConnection connection, Guid owner, string url)
    {
        using DbCommand command = connection.Command(
            "SELECT user_secret FROM callback WHERE owner = @owner AND url = @url",
            ("@owner", Text(owner)), ("@url", url));
        using DbDataReader row = command.ExecuteReader();
        return row.Read() ? new RegisteredCallback(url, row.IsDBNull(0) ? null : row.GetString(0)) : null;
    }

    /// <summary>Adds a callback; false if it is there already, and then stays as it is.</summary>
    public static bool TryInsert(
        DbTransaction transaction, Guid owner, RegisteredCallback callback, string? customerId, DateTimeOffset now)
    {
        using DbCommand command = transaction.Command(
            """
            INSERT INTO callback (owner, url, user_secret, created, customer_id)
            VALUES (@owner, @url, @secret, @now, @customer_id) ON CONFLICT DO NOTHING
            """,
            ("@owner", Text(owner)), ("@url", callback.Url), ("@secret", callback.Secret),
            ("@now", UtcText.Format(now)), ("@customer_id", customerId));
        if (command.ExecuteNonQuery() == 0) return false;
        using DbCommand count = transaction.Command(
            "INSERT INTO callback_registration (owner, created) VALUES (@owner, @now)",
            ("@owner", Text(owner)), ("@now", UtcText.Format(now)));
        count.ExecuteNonQuery();
        return true;
    }

    /// <summary>How many callbacks an owner has registered since a time, still there or not.</summary>
    public static int CountRegistered(DbConnection connection, Guid owner, DateTimeOffset since)
    {
        using DbCommand command = connection.Command(
            "SELECT COUNT(*) FROM callback_registration WHERE owner = @owner AND created > @since",
            ("@owner", Text(owner)), ("@since", UtcText.Format(since)));
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Forgets registrations that count no more.</summary>
    public static void ForgetRegistered(DbTransaction transaction, DateTimeOffset before)
    {
        using DbCommand command = transaction.Command(
            "DELETE FROM callback_registration WHERE created <= @before", ("@before", UtcText.Format(before)));
        command.ExecuteNonQuery();
    }

    /// <summary>Removes a callback; false if there was none.</summary>
    public static bool Delete(DbTransaction transaction, Guid owner, string url)
    {
        using DbCommand command = transaction.Command(
            "DELETE FROM callback WHERE owner = @owner AND url = @url", ("@owner", Text(owner)), ("@url", url));
        return command.ExecuteNonQuery() == 1;
    }

    /// <summary>Removes the callbacks that were registered for a customer.</summary>
    public static void DeleteOf(DbTransaction transaction, Guid owner, string customerId)
    {
        using DbCommand command = transaction.Command(
            "DELETE FROM callback WHERE owner = @owner AND customer_id = @customer_id",
            ("@owner", Text(owner)), ("@customer_id", customerId));
        command.ExecuteNonQuery();
    }

    private static string Text(Guid id) => id.ToString("D");
}
