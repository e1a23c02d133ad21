using System.Data.Common;

namespace SttPowerShell.LocalService.Storage;

/// <summary>The files that rows name.</summary>
/// <param name="Blobs">Keys of blobs.</param>
/// <param name="Versions">Each trained model's version.</param>
internal sealed record NamedFiles(IReadOnlySet<string> Blobs, IReadOnlyDictionary<Guid, Guid> Versions)
{
    /// <summary>What the last committed state names.</summary>
    public static NamedFiles Read(DbConnection connection)
    {
        HashSet<string> blobs = [];
        Dictionary<Guid, Guid> versions = [];
        using DbCommand named = connection.Command(
            """
            SELECT blob, NULL FROM corpus UNION ALL SELECT blob, NULL FROM grammar
            UNION ALL SELECT blob, NULL FROM audio
            UNION ALL SELECT audio, NULL FROM recognition WHERE audio IS NOT NULL
            UNION ALL SELECT results, NULL FROM recognition WHERE results IS NOT NULL
            UNION ALL SELECT id, trained_version FROM custom_model WHERE trained_version IS NOT NULL
            """);
        using DbDataReader row = named.ExecuteReader();
        while (row.Read())
        {
            if (row.IsDBNull(1)) blobs.Add(row.GetString(0));
            else versions.Add(Guid.Parse(row.GetString(0)), Guid.Parse(row.GetString(1)));
        }
        return new NamedFiles(blobs, versions);
    }
}
