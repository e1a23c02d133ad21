using System.Data.Common;
using System.Globalization;
using SttPowerShell.LocalService.Customization.Acoustic;
using SttPowerShell.LocalService.Customization.Acoustic.Archives;

namespace SttPowerShell.LocalService.Storage;

/// <summary>Rows of audio resources, and of what is in those that are archives.</summary>
internal static class AudioTable
{
    private const string Columns = "name, status, content_type, contained_type, type, codec, frequency, duration, "
        + "error, blob, customer_id, created";

    /// <summary>Adds a resource that is being processed.</summary>
    public static void Insert(DbTransaction transaction, Guid model, AudioResource resource)
    {
        using DbCommand command = transaction.Command(
            """
            INSERT INTO audio (model_id, name, status, content_type, contained_type, blob, customer_id, created)
            VALUES (@model, @name, @status, @content_type, @contained_type, @blob, @customer_id, @created)
            """,
            ("@model", Text(model)), ("@name", resource.Name), ("@status", resource.Status.WireName()),
            ("@content_type", resource.ContentType), ("@contained_type", resource.ContainedType),
            ("@blob", resource.Blob), ("@customer_id", resource.CustomerId),
            ("@created", UtcText.Format(resource.Created)));
        command.ExecuteNonQuery();
    }

    /// <summary>One resource; null if the model has none of this name.</summary>
    public static AudioResource? Find(DbConnection connection, Guid model, string name)
    {
        using DbCommand command = connection.Command(
            $"SELECT {Columns} FROM audio WHERE model_id = @model AND name = @name",
            ("@model", Text(model)), ("@name", name));
        return Read(command).FirstOrDefault();
    }

    /// <summary>All resources, in the order in which they were added.</summary>
    public static IReadOnlyList<AudioResource> List(DbConnection connection, Guid model)
    {
        using DbCommand command = connection.Command(
            $"SELECT {Columns} FROM audio WHERE model_id = @model ORDER BY created, name", ("@model", Text(model)));
        return [.. Read(command)];
    }

    /// <summary>Writes the outcome of an analysis.</summary>
    public static void Update(DbTransaction transaction, Guid model, AudioResource resource)
    {
        string? compression = resource.Kind == AudioKind.Archive ? resource.Archive?.WireName() : null;
        using DbCommand command = transaction.Command(
            """
            UPDATE audio SET status = @status, type = @type, compression = @compression, codec = @codec,
                frequency = @frequency, duration = @duration, error = @error
            WHERE model_id = @model AND name = @name
            """,
            ("@status", resource.Status.WireName()), ("@type", resource.Kind?.WireName()),
            ("@compression", compression), ("@codec", resource.Codec), ("@frequency", resource.Frequency),
            ("@duration", resource.Duration), ("@error", resource.Error), ("@model", Text(model)),
            ("@name", resource.Name));
        command.ExecuteNonQuery();
    }

    /// <summary>Removes a resource with what is in it.</summary>
    public static void Delete(DbTransaction transaction, Guid model, string name)
    {
        using DbCommand command = transaction.Command(
            "DELETE FROM audio WHERE model_id = @model AND name = @name", ("@model", Text(model)), ("@name", name));
        command.ExecuteNonQuery();
    }

    /// <summary>The seconds of all valid resources.</summary>
    public static double ValidSeconds(DbConnection connection, Guid model)
    {
        using DbCommand command = connection.Command(
            "SELECT COALESCE(SUM(duration), 0.0) FROM audio WHERE model_id = @model AND status = 'ok'",
            ("@model", Text(model)));
        return Convert.ToDouble(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Adds what was found in an archive.</summary>
    public static void InsertMember(
        DbTransaction transaction, Guid model, string audio, int position, AudioMember member)
    {
        using DbCommand command = transaction.Command(
            """
            INSERT INTO audio_member (model_id, audio, position, name, status, codec, frequency, duration, error)
            VALUES (@model, @audio, @position, @name, @status, @codec, @frequency, @duration, @error)
            """,
            ("@model", Text(model)), ("@audio", audio), ("@position", position), ("@name", member.Name),
            ("@status", member.Status.WireName()), ("@codec", member.Codec), ("@frequency", member.Frequency),
            ("@duration", member.Duration), ("@error", member.Error));
        command.ExecuteNonQuery();
    }

    /// <summary>What is in an archive, in its order.</summary>
    public static IReadOnlyList<AudioMember> Members(DbConnection connection, Guid model, string audio)
    {
        using DbCommand command = connection.Command(
            """
            SELECT name, status, codec, frequency, duration, error FROM audio_member
            WHERE model_id = @model AND audio = @audio ORDER BY position
            """,
            ("@model", Text(model)), ("@audio", audio));
        using DbDataReader row = command.ExecuteReader();
        List<AudioMember> members = [];
        while (row.Read())
        {
            members.Add(new AudioMember(row.GetString(0), AudioStatuses.Parse(row.GetString(1)))
            {
                Codec = Text(row, 2),
                Frequency = row.IsDBNull(3) ? null : row.GetInt32(3),
                Duration = row.GetDouble(4),
                Error = Text(row, 5),
            });
        }
        return members;
    }

    private static IEnumerable<AudioResource> Read(DbCommand command)
    {
        using DbDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            yield return new AudioResource
            {
                Name = row.GetString(0),
                Status = AudioStatuses.Parse(row.GetString(1)),
                ContentType = row.GetString(2),
                ContainedType = Text(row, 3),
                Kind = row.IsDBNull(4) ? null : AudioKinds.Parse(row.GetString(4)),
                Codec = Text(row, 5),
                Frequency = row.IsDBNull(6) ? null : row.GetInt32(6),
                Duration = row.GetDouble(7),
                Error = Text(row, 8),
                Blob = row.GetString(9),
                CustomerId = Text(row, 10),
                Created = UtcText.Parse(row.GetString(11)),
            };
        }
    }

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static string Text(Guid id) => id.ToString("D");
}
