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

    /// <exception cref="StoreException">The file is something else's, or of a newer version of the service.</exception>
    public static void Apply(SqliteConnection store, string path)
    {
        IReadOnlyList<string> scripts = [.. Scripts()];
        int version = int.Parse(store.Scalar("PRAGMA user_version"), CultureInfo.InvariantCulture);
        if (version > scripts.Count)
        {
            throw new StoreException($"The store {path} has version {version}, written by a newer version of the "
                + $"service; this one knows versions up to {scripts.Count}. Install the newer version, or name "
                + "another data directory.");
        }
        RefuseForeign(store, path);
        for (int next = version + 1; next <= scripts.Count; next++)
        {
            using SqliteTransaction transaction = store.BeginTransaction(deferred: false);
            using SqliteCommand command = store.CreateCommand();
            command.Transaction = transaction;
            command.CommandText =
                $"{scripts[next - 1]}\nPRAGMA application_id = {ApplicationId};\nPRAGMA user_version = {next};";
            command.ExecuteNonQuery();
            transaction.Commit();
        }
        ProveWritable(store);
    }

    private static void RefuseForeign(SqliteConnection store, string path)
    {
        bool empty = store.Scalar("SELECT COUNT(*) FROM sqlite_schema") == "0";
        bool own = store.Scalar("PRAGMA application_id") == ApplicationId.ToString(CultureInfo.InvariantCulture);
        if (!empty && !own) throw new StoreException($"{path} is the database of another program. Name another data directory.");
    }

    /// <summary>SQLite opens a file that it may not write without a word, and fails at the first change.</summary>
    private static void ProveWritable(SqliteConnection store)
    {
        using SqliteTransaction transaction = store.BeginTransaction(deferred: false);
        transaction.Rollback();
    }

    private static IEnumerable<string> Scripts()
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
