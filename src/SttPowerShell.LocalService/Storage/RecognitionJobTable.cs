using System.Data.Common;
using System.Text.Json;
using SttPowerShell.LocalService.Recognition.Jobs;
using WireJson = SttPowerShell.Client.Wire.WireJson;

namespace SttPowerShell.LocalService.Storage;

/// <summary>Rows of asynchronous recognitions. A job that has expired is found by nothing but its removal.</summary>
internal static class RecognitionJobTable
{
    private const string Columns = "id, owner, status, created, updated, parameters, content_type, audio, results, "
        + "error_code, error, results_ttl, callback_url, events, user_token, customer_id";

    private const string Lives = "(expires_at IS NULL OR expires_at > @now)";

    public static void Insert(DbTransaction transaction, RecognitionJob job)
    {
        using DbCommand command = transaction.Command(
            $"""
            INSERT INTO recognition ({Columns})
            VALUES (@id, @owner, @status, @created, @updated, @parameters, @content_type, @audio, @results, NULL, NULL,
                @results_ttl, @callback_url, @events, @user_token, @customer_id)
            """,
            ("@id", Text(job.Id)), ("@owner", Text(job.Owner)), ("@status", job.Status.WireName()),
            ("@created", UtcText.Format(job.Created)), ("@updated", UtcText.Format(job.Updated)),
            ("@parameters", JsonSerializer.Serialize(job.Parameters, WireJson.Plain.RecognitionParameters)),
            ("@content_type", job.ContentType), ("@audio", job.Audio), ("@results", job.Results),
            ("@results_ttl", job.ResultsTtl), ("@callback_url", job.CallbackUrl),
            ("@events", string.Join(',', job.Events)), ("@user_token", job.UserToken),
            ("@customer_id", job.CustomerId));
        command.ExecuteNonQuery();
    }

    /// <summary>One job; null if there is none such any more.</summary>
    public static RecognitionJob? Find(DbConnection connection, Guid id, DateTimeOffset now)
    {
        using DbCommand command = connection.Command(
            $"SELECT {Columns} FROM recognition WHERE id = @id AND {Lives}",
            ("@id", Text(id)), ("@now", UtcText.Format(now)));
        return Read(command).FirstOrDefault();
    }

    /// <summary>An owner's latest jobs, the latest first.</summary>
    public static IReadOnlyList<RecognitionJob> List(DbConnection connection, Guid owner, int most, DateTimeOffset now)
    {
        using DbCommand command = connection.Command(
            $"""
            SELECT {Columns} FROM recognition WHERE owner = @owner AND {Lives}
                ORDER BY created DESC, rowid DESC LIMIT @most
            """,
            ("@owner", Text(owner)), ("@most", most), ("@now", UtcText.Format(now)));
        return [.. Read(command)];
    }

    /// <summary>Writes what changes in a job's life.</summary>
    /// <returns>False if it has been removed.</returns>
    public static bool Update(DbTransaction transaction, RecognitionJob job, DateTimeOffset? expires)
    {
        using DbCommand command = transaction.Command(
            """
            UPDATE recognition SET status = @status, updated = @updated, audio = @audio, results = @results,
                error_code = @error_code, error = @error, expires_at = @expires WHERE id = @id
            """,
            ("@status", job.Status.WireName()), ("@updated", UtcText.Format(job.Updated)), ("@audio", job.Audio),
            ("@results", job.Results), ("@error_code", job.Error?.Code), ("@error", job.Error?.Message),
            ("@expires", expires is DateTimeOffset time ? UtcText.Format(time) : null), ("@id", Text(job.Id)));
        return command.ExecuteNonQuery() == 1;
    }

    public static void Delete(DbTransaction transaction, Guid id)
    {
        using DbCommand command = transaction.Command("DELETE FROM recognition WHERE id = @id", ("@id", Text(id)));
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// Removes all jobs that bring a customer's data, whatever is done with them, and gives what blobs they had.
    /// </summary>
    public static IReadOnlyList<string> DeleteOf(DbTransaction transaction, Guid owner, string customerId)
    {
        using DbCommand command = transaction.Command(
            "DELETE FROM recognition WHERE owner = @owner AND customer_id = @customer_id RETURNING audio, results",
            ("@owner", Text(owner)), ("@customer_id", customerId));
        return [.. ReadBlobs(command)];
    }

    /// <summary>Whether jobs have expired and are still there.</summary>
    public static bool AnyExpired(DbConnection connection, DateTimeOffset now)
    {
        using DbCommand command = connection.Command(
            "SELECT EXISTS (SELECT 1 FROM recognition WHERE expires_at <= @now)", ("@now", UtcText.Format(now)));
        return command.ExecuteScalar() is 1L;
    }

    /// <summary>Removes the jobs that have expired, and gives what blobs they had.</summary>
    public static IReadOnlyList<string> DeleteExpired(DbTransaction transaction, DateTimeOffset now)
    {
        using DbCommand command = transaction.Command(
            "DELETE FROM recognition WHERE expires_at <= @now RETURNING audio, results", ("@now", UtcText.Format(now)));
        return [.. ReadBlobs(command)];
    }

    private static IEnumerable<string> ReadBlobs(DbCommand command)
    {
        using DbDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            if (OrNull(row, 0) is string audio) yield return audio;
            if (OrNull(row, 1) is string results) yield return results;
        }
    }

    private static IEnumerable<RecognitionJob> Read(DbCommand command)
    {
        using DbDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            yield return new RecognitionJob
            {
                Id = Guid.Parse(row.GetString(0)),
                Owner = Guid.Parse(row.GetString(1)),
                Status = RecognitionJobStatuses.Parse(row.GetString(2)),
                Created = UtcText.Parse(row.GetString(3)),
                Updated = UtcText.Parse(row.GetString(4)),
                Parameters = JsonSerializer.Deserialize(row.GetString(5), WireJson.Plain.RecognitionParameters)!,
                ContentType = OrNull(row, 6),
                Audio = OrNull(row, 7),
                Results = OrNull(row, 8),
                Error = row.IsDBNull(9) ? null : new RecognitionJobError(row.GetInt32(9), row.GetString(10)),
                ResultsTtl = row.GetInt32(11),
                CallbackUrl = OrNull(row, 12),
                Events = row.GetString(13).Split(',', StringSplitOptions.RemoveEmptyEntries),
                UserToken = row.GetString(14),
                CustomerId = OrNull(row, 15),
            };
        }
    }

    private static string? OrNull(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static string Text(Guid id) => id.ToString("D");
}
