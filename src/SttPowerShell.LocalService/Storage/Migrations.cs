using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace SttPowerShell.LocalService.Storage;

/// <summary>
/// Brings a store up to date: runs the embedded scripts 0001.sql, 0002.sql … above the file's version, each in a
/// transaction with the new version. A published script never changes.
/// </summary>
internal static class Migrations
{
    /// <summary>Marks the file as this service's: "STTS" in ASCII.</summary>
    private const int ApplicationId = 0x53545453;

    private static readonly IReadOnlyList<string> Scripts = [.. ReadScripts()];

    /// <summary>Makes sure that the file is one that this service may work on, without changing it.</summary>
    /// <exception cref="StoreException">It is another program's, or of a newer version of the service.</exception>
    public static void CheckVersion(SqliteConnection store, string path)
    {
        bool empty = store.Scalar("SELECT COUNT(*) FROM sqlite_schema") == "0";
        bool own = store.Scalar("PRAGMA application_id") == ApplicationId.ToString(CultureInfo.InvariantCulture);
        if (!empty && !own)
        {
            throw new StoreException($"{path} is the database of another program. Name another data directory.");
        }
        int version = Version(store);
        if (version <= Scripts.Count) return;
        throw new StoreException($"The store {path} has version {version}, written by a newer version of the "
            + $"service; this one knows versions up to {Scripts.Count}. Install the newer version, or name another "
            + "data directory.");
    }

    /// <summary>Runs the scripts that the store hasn't seen.</summary>
    public static void Apply(SqliteConnection store)
    {
        for (int next = Version(store) + 1; next <= Scripts.Count; next++)
        {
            using SqliteTransaction transaction = store.BeginTransaction(deferred: false);
            using SqliteCommand command = store.CreateCommand();
            command.Transaction = transaction;
            command.CommandText =
                $"{Scripts[next - 1]}\nPRAGMA application_id = {ApplicationId};\nPRAGMA user_version = {next};";
            command.ExecuteNonQuery();
            transaction.Commit();
        }
        ProveWritable(store);
    }

    private static int Version(SqliteConnection store)
        => int.Parse(store.Scalar("PRAGMA user_version"), CultureInfo.InvariantCulture);

    /// <summary>SQLite opens a file that it may not write without a word, and fails at the first change.</summary>
    private static void ProveWritable(SqliteConnection store)
    {
        using SqliteTransaction transaction = store.BeginTransaction(deferred: false);
        transaction.Rollback();
    }

    private static IEnumerable<string> ReadScripts()
    {
        Assembly assembly = typeof(Migrations).Assembly;
        IEnumerable<string> names = assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        foreach (string name in names)
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }
}
